using System.Globalization;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Load;

/// <summary>What became of the calls of a load.</summary>
internal sealed class LoadReport(IReadOnlyList<CallRecord> calls, TimeProvider time)
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);

    /// <summary>All of them.</summary>
    public IReadOnlyList<CallRecord> Calls => calls;

    /// <summary>Those that ended, for their client, in not knowing whether they ran, or with the wrong answer.</summary>
    public IReadOnlyList<CallRecord> Lost { get; } = [.. calls.Where(call => call.Fate != CallFate.Answered && !call.IsSafelyRefused)];

    /// <summary>
    /// The same without calls that were connected with somebody else: the engine gives the address of a container that is gone to the next one that
    /// starts.
    /// </summary>
    /// <param name="exit">When the server exited, as a timestamp.</param>
    public LoadReport OfServerUntil(long exit)
    {
        return new([.. calls.Where(call => call.ConnectedAt is not { } at || !IsSomebodyElses(call.SentAt, at))], time);

        // A client may be late to see that it is connected. Later than that it was, its first packet was lost, and another one a second later was not.
        bool IsSomebodyElses(long sentAt, long connectedAt) => connectedAt > exit && (sentAt > exit || time.GetElapsedTime(exit, connectedAt) > Late);
    }

    /// <summary>Numbers for people: sent, and how many met which fate.</summary>
    public string Describe()
    {
        var fates = calls.GroupBy(call => call.Fate).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.Describe()}"));
        return string.Create(CultureInfo.InvariantCulture, $"{calls.Count} calls: {string.Join(", ", fates)}");
    }

    /// <summary>The time that so many of the answered calls took at most; null when none was answered.</summary>
    public TimeSpan? Percentile(double share)
    {
        var took = calls.Where(call => call.Fate == CallFate.Answered).Select(call => call.Took(time)).Order().ToArray();
        return took.Length == 0 ? null : took[Math.Min(took.Length - 1, (int)(share * took.Length))];
    }

    /// <summary>Latencies for people.</summary>
    public string DescribeLatency() => Percentile(0.5) is { } median
        ? $"p50 {Elapsed.Text(median)}, p99 {Elapsed.Text(Percentile(0.99)!.Value)}, max {Elapsed.Text(Percentile(1)!.Value)}"
        : "no call was answered";

    /// <summary>The first of some calls and how many there are, for people.</summary>
    public string DescribeLost(long since, string moment) => Lost.Count == 0 ? "no call was lost" : string.Create(CultureInfo.InvariantCulture,
        $"{Lost.Count} of {calls.Count} calls lost; the first, sent {Relative(Lost[0].SentAt, since)} {moment}: {Lost[0].Describe()}");

    private string Relative(long at, long since) => at < since
        ? $"{Elapsed.Text(time.GetElapsedTime(at, since))} before"
        : $"{Elapsed.Text(time.GetElapsedTime(since, at))} after";
}
