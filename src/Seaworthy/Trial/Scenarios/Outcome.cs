using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>What came of a scenario.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Seen">What was seen, in one sentence without a full stop; for a broken promise the first fault.</param>
internal sealed record Outcome(Verdict Verdict, string Seen)
{
    /// <summary>Everything that was wrong.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What was measured.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>The calls that matter, in the order in which they were sent.</summary>
    public IReadOnlyList<CallRecord> Calls { get; init; } = [];

    /// <summary>The moment from which times are counted: the signal, or else the start. A timestamp.</summary>
    public long Zero { get; init; }

    /// <summary>What the server wrote last, when it was at fault.</summary>
    public string LastLines { get; init; } = "";

    /// <summary>It could not be judged.</summary>
    public static Outcome NotTested(string why) => new(Verdict.NotTested, why);
}
