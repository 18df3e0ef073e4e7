namespace Seaworthy.Trial.Wire;

/// <summary>What came back for a request.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Status">The HTTP status; 0 without a head.</param>
/// <param name="Headers">The headers; names in any case.</param>
/// <param name="Body">As much of the body as came.</param>
/// <param name="EndedAt">When, as a timestamp of the trial's clock.</param>
internal sealed record WireAnswer(WireEnding Ending, int Status, IReadOnlyDictionary<string, string> Headers, string Body, long EndedAt)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>When the connection was there, as a timestamp; null when none came about, or it was there before.</summary>
    public long? ConnectedAt { get; init; }

    /// <summary>Whether this is a whole response with a status from 200 to 299.</summary>
    public bool IsSuccess => Ending is WireEnding.Complete or WireEnding.EmptyBody && Status is >= 200 and < 300;

    /// <summary>Whether headers announce a stream of events.</summary>
    public static bool SaysEventStream(IReadOnlyDictionary<string, string> headers) =>
        headers.GetValueOrDefault("Content-Type", "").StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>No head came.</summary>
    public static WireAnswer None(WireEnding ending, long endedAt) => new(ending, 0, NoHeaders, "", endedAt);

    /// <summary>A header, or the empty text.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}
