
namespace Seaworthy.Trial.Mcp;

/// <summary>One call and what became of it.</summary>
/// <param name="Id">Its JSON-RPC id.</param>
/// <param name="What">The tool or the method.</param>
/// <param name="SentAt">When it was due to be sent, as a timestamp.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Fate">How.</param>
internal sealed record CallRecord(long Id, string What, long SentAt, long EndedAt, CallFate Fate)
{
    /// <summary>When its connection was there, as a timestamp; null when none came about.</summary>
    public long? ConnectedAt { get; init; }

    /// <summary>The HTTP status; 0 without one.</summary>
    public int Status { get; init; }

    /// <summary>The text of the result, or what is known about the failure.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The JSON-RPC error code; 0 without one.</summary>
    public int ErrorCode { get; init; }

    /// <summary>Whether the error says that the call was not started.</summary>
    public bool SaysNotStarted { get; init; }

    /// <summary>Whether the response says when to come again.</summary>
    public bool HasRetryAfter { get; init; }

    /// <summary>
    /// Whether the client knows for sure that the call did not run, so that it, or a proxy, can send it elsewhere: nothing is lost.
    /// </summary>
    public bool IsSafelyRefused => Fate is CallFate.Refused or CallFate.Unreachable or CallFate.TurnedAway || Fate == CallFate.ErrorAnswer && SaysNotStarted;

    /// <summary>What happened, for people: the fate and what is known.</summary>
    public string Describe() => Fate switch
    {
        CallFate.Answered => "answered",
        CallFate.WrongStatus => $"HTTP {Status}",
        CallFate.TurnedAway => $"HTTP {Status}",
        CallFate.ErrorAnswer => $"JSON-RPC error {ErrorCode}{(Detail.Length > 0 ? $" \"{Shorten(Detail)}\"" : "")}",
        CallFate.ToolFailed => $"tool error \"{Shorten(Detail)}\"",
        CallFate.EmptyBody => $"HTTP {Status} with an empty body",
        _ => Fate.Describe(),
    };

    /// <summary>The time it took, on the given clock.</summary>
    public TimeSpan Took(TimeProvider time) => time.GetElapsedTime(SentAt, EndedAt);

    /// <summary>Described with the time it took.</summary>
    public string Describe(TimeProvider time) => $"{Describe()} after {Elapsed.Text(Took(time))}";

    private static string Shorten(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
