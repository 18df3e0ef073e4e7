namespace Seaworthy.Run.Bridge.Http;

/// <summary>How event streams are kept alive, and when they are let go of.</summary>
/// <param name="PollAfter">A connection of a call is ended after this long, for its client to come back on another (2025-11-25); null: never.</param>
/// <param name="Time">The clock.</param>
internal sealed record StreamRules(TimeSpan? PollAfter, TimeProvider Time)
{
    /// <summary>How long a client is to wait before it opens a stream again, when nothing is wrong.</summary>
    public static readonly TimeSpan UsualRetry = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    /// <summary>After so long without a message something is written, or the stream is let go of.</summary>
    public TimeSpan KeepAliveAfter => PollAfter < LongestSilence ? PollAfter.Value : LongestSilence;

    /// <summary>Whether a connection has been open for long enough.</summary>
    public bool IsTimeToPoll(long openedAt) => Time.GetElapsedTime(openedAt) >= PollAfter;
}
