namespace Seaworthy.Commands;

/// <summary>What root should hear that serves the world.</summary>
internal static class RootWarning
{
    /// <summary>One sentence, or none. <c>--user root</c> says that it is meant.</summary>
    public static IEnumerable<string> Explain(HostFacts facts, string? user) =>
        facts.IsRoot && user is null
            ? ["COMMAND runs as root. Set --user to a user of /etc/passwd or a number, or start seaworthy itself as one (USER in the image)."]
            : [];
}
