using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Seaworthy.Commands;

/// <summary><c>seaworthy version</c>: which program this is.</summary>
internal sealed class VersionVerb : Verb
{
    /// <summary>The version without the revision.</summary>
    public static string Version => Read().Version;

    public override string Name => "version";

    public override string Summary => "Show the version";

    public override string Description => "Shows the version, the source revision when it is known, and what kind of file this is.";

    public override string Usage => "";

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy version", "which version is this"),
        new("seaworthy --version", "the same, as other programs spell it"),
        new("docker run --rm IMAGE seaworthy version", "which version is in an image"),
    ];

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes => [(0, "Always.")];

    public override Task<int> ExecuteAsync(VerbCall call)
    {
        if (call.Arguments.Errors.Count > 0)
            return Task.FromResult(call.Refuse(call.Arguments.Errors));
        var (version, revision) = Read();
        call.Output.WriteLine($"seaworthy {version}");
        if (revision is not null)
            call.Output.WriteLine($"revision  {revision}");
        call.Output.WriteLine($"runtime   {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        call.Output.WriteLine($"file      {FileKind}");
        return Task.FromResult(0);
    }

    // The informational version is 0.1.0+<source revision>; the part behind the plus is missing in a build outside of Git.
    private static (string Version, string? Revision) Read()
    {
        var attribute = typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var text = attribute?.InformationalVersion ?? "unknown";
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? (text, null) : (text[..plus], text[(plus + 1)..]);
    }

    private static string FileKind
    {
        get
        {
            if (RuntimeFeature.IsDynamicCodeCompiled)
                return "managed, on the shared runtime";
            var metadata = typeof(VersionVerb).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
            var isStatic = metadata.Any(entry => entry is { Key: "StaticExecutable", Value: "true" });
            return isStatic ? "native, static" : "native, needs shared libraries";
        }
    }
}
