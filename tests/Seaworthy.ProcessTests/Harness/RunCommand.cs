namespace Seaworthy.ProcessTests.Harness;

/// <summary>A command line of <c>seaworthy run</c>. The listen address, and JSON as log format, are added.</summary>
internal sealed record RunCommand(params IReadOnlyList<string> Worker)
{
    /// <summary>Options of <c>run</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Where it listens.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:0";

    /// <summary>Environment variables on top of the test's own; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>As PID 1 of a process namespace of its own, as in a container.</summary>
    public bool AsPid1 { get; init; }

    /// <summary>Runs in this folder as root folder; the worker's paths are paths in it.</summary>
    public RootFolder? Root { get; init; }

    /// <summary>The stub server with some of its flags.</summary>
    public static RunCommand Stub(params string[] flags) => new([Binaries.StubServer, .. flags]);

    /// <summary>Whether it is a C# server with the library instead of <c>seaworthy run</c>.</summary>
    public bool IsLibrary { get; private init; }

    /// <summary>Another server with the library than the repository's own.</summary>
    public string? Built { get; init; }

    /// <summary>The program.</summary>
    public string Program => Built ?? (IsLibrary ? Binaries.LibraryServer : Binaries.Seaworthy);

    /// <summary>The server with the library, in one of the SDK's session modes, with more environment variables.</summary>
    public static RunCommand Library(string mode = "Stateless", params (string Variable, string Value)[] settings) => new([])
    {
        IsLibrary = true,
        Environment = new (string Variable, string Value)[]
        {
            ("LIBRARY_SERVER_MODE", mode), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Logging__Console__FormatterName", "json"),
            ("Logging__LogLevel__Default", "Warning"), ("Logging__LogLevel__Seaworthy", "Information"),
        }.Concat(settings).GroupBy(setting => setting.Variable).ToDictionary(group => group.Key, group => (string?)group.Last().Value),
    };

    /// <summary>The arguments of the program.</summary>
    public IEnumerable<string> Arguments => IsLibrary ? Options :
        ["run", "--listen", Listen, .. Options.Contains("--log-format") ? [] : JsonLog, .. Options, "--", .. Worker];

    private static string[] JsonLog => ["--log-format", "json"];
}
