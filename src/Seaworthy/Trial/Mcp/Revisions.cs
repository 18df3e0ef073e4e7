namespace Seaworthy.Trial.Mcp;

/// <summary>The protocol revisions that the trial speaks.</summary>
internal static class Revisions
{
    /// <summary>The newest with sessions and a handshake: what most clients speak.</summary>
    public const string Sessions = "2025-11-25";

    /// <summary>The first without.</summary>
    public const string Stateless = "2026-07-28";

    /// <summary>Every one that can be asked for.</summary>
    public static readonly string[] All = ["2025-03-26", "2025-06-18", Sessions, Stateless];

    /// <summary>Whether a revision has no sessions and says everything in each request.</summary>
    public static bool IsStateless(string revision) => string.CompareOrdinal(revision, Stateless) >= 0;
}
