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

    /// <summary>The arguments of the binary.</summary>
    public IEnumerable<string> Arguments =>
        ["run", "--listen", Listen, .. Options.Contains("--log-format") ? [] : JsonLog, .. Options, "--", .. Worker];

    private static string[] JsonLog => ["--log-format", "json"];
}
