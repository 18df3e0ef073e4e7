namespace Seaworthy.ProcessTests.Http;

/// <summary>The protocol revisions that tests speak.</summary>
internal static class Revision
{
    public const string November2024 = "2024-11-05";
    public const string March2025 = "2025-03-26";
    public const string June2025 = "2025-06-18";
    public const string November2025 = "2025-11-25";
    public const string July2026 = "2026-07-28";

    /// <summary>The three newest, for theories.</summary>
    public static TheoryData<string> All => [June2025, November2025, July2026];

    /// <summary>Those in which a client opens a session over Streamable HTTP, for theories.</summary>
    public static TheoryData<string> WithSessions => [March2025, June2025, November2025];

    /// <summary>Whether a revision has no sessions and says everything in each request.</summary>
    public static bool IsStateless(string revision) => string.CompareOrdinal(revision, July2026) >= 0;
}
