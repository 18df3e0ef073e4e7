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
    public void An_answer_to_what_was_sent_after_the_exit_is_somebody_elses()
    {
        CallRecord[] before = [Sent(10, CallFate.Answered, 200), Sent(20, CallFate.WrongStatus, 404), Sent(20, CallFate.Reset, 0)];
        CallRecord[] after = [Sent(21, CallFate.WrongStatus, 404), Sent(22, CallFate.Answered, 200)];
        CallRecord[] nobody = [Sent(23, CallFate.Refused, 0), Sent(24, CallFate.Unreachable, 0)];

        var report = new LoadReport([.. before, .. after, .. nobody], TimeProvider.System).OfServerUntil(20);

        Assert.Equal([.. before, .. nobody], report.Calls);
        Assert.Equal(before[1..], report.Lost);
    }

    private static CallRecord Sent(long at, CallFate fate, int status) => new(at, "echo", at, at + 1, fate) { Status = status };

    private static CallRecord Call(int milliseconds, CallFate fate) =>
        new(milliseconds, "echo", 0, milliseconds * TimeProvider.System.TimestampFrequency / 1000, fate);
}
