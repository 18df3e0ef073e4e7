using Seaworthy.Trial.Load;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Tests.Trial.Load;

public class LoadReportTests
{
    [Fact]
    public void What_was_refused_safely_is_not_lost_and_everything_else_is()
    {
        CallFate[] safe = [CallFate.Answered, CallFate.TurnedAway, CallFate.Refused, CallFate.Unreachable];
        var all = Enum.GetValues<CallFate>().Select((fate, i) => Call(i, fate)).ToArray();

        var report = new LoadReport(all, TimeProvider.System);

        Assert.Equal(Enum.GetValues<CallFate>().Except(safe), report.Lost.Select(call => call.Fate));
    }

    [Fact]
    public void An_error_that_says_that_nothing_was_started_is_not_lost() =>
        Assert.Empty(new LoadReport([Call(1, CallFate.ErrorAnswer) with { SaysNotStarted = true }], TimeProvider.System).Lost);

    [Fact]
    public void Latency_is_that_of_answered_calls()
    {
        var report = new LoadReport([.. Enumerable.Range(1, 100).Select(i => Call(i, CallFate.Answered)), Call(5000, CallFate.TurnedAway)], TimeProvider.System);

        Assert.Equal("p50 51 ms, p99 100 ms, max 100 ms", report.DescribeLatency());
        Assert.Equal("101 calls: 100 answered, 1 turned away (503 or 429)", report.Describe());
    }

    [Fact]
    public void Who_is_connected_after_the_exit_is_somebody_else()
    {
        var second = TimeProvider.System.TimestampFrequency;
        CallRecord[] before = [Sent(10, CallFate.Answered, 11), Sent(20, CallFate.WrongStatus, 20), Sent(20, CallFate.Reset, 21)];
        CallRecord[] after = [Sent(21, CallFate.WrongStatus, 22), Sent(22, CallFate.Answered, 22), Sent(22, CallFate.TimedOut, 23), Sent(19, CallFate.TimedOut, 19 + second)];
        CallRecord[] nobody = [Sent(23, CallFate.Refused, null), Sent(24, CallFate.Unreachable, null)];

        var report = new LoadReport([.. before, .. after, .. nobody], TimeProvider.System).OfServerUntil(20);

        Assert.Equal([.. before, .. nobody], report.Calls);
        Assert.Equal(before[1..], report.Lost);
    }

    private static CallRecord Sent(long at, CallFate fate, long? connectedAt) => new(at, "echo", at, at + 1, fate) { ConnectedAt = connectedAt };

    private static CallRecord Call(int milliseconds, CallFate fate) =>
        new(milliseconds, "echo", 0, milliseconds * TimeProvider.System.TimestampFrequency / 1000, fate);
}
