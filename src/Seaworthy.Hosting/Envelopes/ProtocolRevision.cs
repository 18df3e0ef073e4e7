namespace Seaworthy.Hosting.Envelopes;

/// <summary>The revisions of the protocol, by the dates that name them.</summary>
internal static class ProtocolRevision
{
    public const string R20241105 = "2024-11-05";
    public const string R20250326 = "2025-03-26";
    public const string R20250618 = "2025-06-18";
    public const string R20251125 = "2025-11-25";
    public const string R20260728 = "2026-07-28";

    /// <summary>What is answered to a client that asks for a revision nobody knows.</summary>
    public const string NewestWithSessions = R20251125;

    /// <summary>Revisions in which a client opens a session with <c>initialize</c>.</summary>
    public static IReadOnlyList<string> WithSessions { get; } = [R20241105, R20250326, R20250618, R20251125];

    /// <summary>Everything that the HTTP side speaks, newest first.</summary>
    public static IReadOnlyList<string> Served { get; } = [R20260728, R20251125, R20250618];

    /// <summary>What a worker may speak.</summary>
    public static IReadOnlyList<string> OfWorkers { get; } = [R20241105, R20250326, R20250618, R20251125, R20260728];

    /// <summary>The answer to an <c>initialize</c> that asks for <paramref name="asked"/>.</summary>
    public static string Negotiate(string? asked) => WithSessions.FirstOrDefault(known => known == asked) ?? NewestWithSessions;
}
