using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

public class InFlightCallsTests
{
    [Fact]
    public void Counts_calls_from_begin_to_end()
    {
        var calls = new InFlightCalls();
        Assert.True(calls.TryBegin(out var first));
        Assert.True(calls.TryBegin(out var second));
        Assert.Equal(2, calls.Count);

        first.End(CallFate.Answered);
        second.End(CallFate.Abandoned);

        Assert.Equal(0, calls.Count);
    }

    [Fact]
    public void Only_the_first_fate_counts()
    {
        var calls = new InFlightCalls();
        Assert.True(calls.TryBegin(out var call));
        calls.CloseToNewWork();

        call.End(CallFate.Answered);
        call.End(CallFate.Cut);
        call.End(CallFate.Answered);

        Assert.Equal((0, 1, 0), (calls.Count, calls.Answered, calls.Cut));
    }

    [Fact]
    public void Fates_count_from_the_beginning_of_the_account()
    {
        var calls = new InFlightCalls();
        Assert.True(calls.TryBegin(out var before));
        before.End(CallFate.Answered);

        calls.BeginAccount();
        Assert.True(calls.TryBegin(out var after));
        after.End(CallFate.Answered);

        Assert.Equal(1, calls.Answered);
    }

    [Fact]
    public void A_closed_gate_lets_only_continuations_in()
    {
        var calls = new InFlightCalls();
        calls.CloseToNewWork();

        Assert.False(calls.TryBegin(out var refused));
        Assert.Null(refused);
        var continuation = calls.BeginContinuation();
        Assert.Equal(1, calls.Count);
        continuation.End(CallFate.Answered);
        Assert.Equal(0, calls.Count);
    }

    [Fact]
    public async Task WhenEmpty_completes_with_the_last_call()
    {
        var calls = new InFlightCalls();
        await calls.WhenEmpty();
        Assert.True(calls.TryBegin(out var first));
        Assert.True(calls.TryBegin(out var second));
        var empty = calls.WhenEmpty();

        first.End(CallFate.Answered);
        Assert.False(empty.IsCompleted);
        second.End(CallFate.Answered);

        await empty.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// However the gate closes: who got in is waited for, who did not was told so. One client, since others would hide
    /// the moment in which a count of zero is wrong.
    /// </summary>
    [Fact]
    public void No_call_slips_between_the_gate_and_the_count()
    {
        const int Rounds = 4_000;
        var rounds = Enumerable.Range(0, Rounds).Select(_ => new InFlightCalls()).ToArray();
        var ended = new int[Rounds];
        var entered = -1;
        var client = new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                Volatile.Write(ref entered, round);
                while (rounds[round].TryBegin(out var call))
                {
                    ended[round]++;
                    call.End(CallFate.Answered);
                }
            }
        });
        client.Start();
        var endedWhenEmpty = new int[Rounds];
        var spinner = new SpinWait();
        for (var round = 0; round < Rounds; round++)
        {
            while (Volatile.Read(ref entered) < round)
                spinner.SpinOnce(sleep1Threshold: -1);
            Thread.SpinWait(round % 64);
            rounds[round].CloseToNewWork();
            while (!rounds[round].WhenEmpty().IsCompleted)
                spinner.SpinOnce(sleep1Threshold: -1);
            endedWhenEmpty[round] = Volatile.Read(ref ended[round]);
        }
        client.Join();

        Assert.Equal(ended, endedWhenEmpty);
        Assert.All(rounds, calls => Assert.Equal(0, calls.Count));
    }
}
