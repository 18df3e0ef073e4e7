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

    /// <summary>However the gate closes into a crowd: who got in is waited for, who did not was told so.</summary>
    [Fact]
    public async Task No_call_slips_between_the_gate_and_the_count()
    {
        for (var round = 0; round < 200; round++)
        {
            var calls = new InFlightCalls();
            var begun = 0;
            var ended = 0;
            using var start = new Barrier(5);
            var clients = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                start.SignalAndWait();
                while (calls.TryBegin(out var call))
                {
                    Interlocked.Increment(ref begun);
                    Thread.Yield();
                    Interlocked.Increment(ref ended);
                    call.End(CallFate.Answered);
                }
            })).ToArray();
            start.SignalAndWait(TestContext.Current.CancellationToken);
            for (var spin = 0; spin < round; spin++)
                Thread.SpinWait(20);
            calls.CloseToNewWork();
            await calls.WhenEmpty();
            var endedWhenEmpty = Volatile.Read(ref ended);
            await Task.WhenAll(clients);

            Assert.Equal(begun, ended);
            Assert.Equal(ended, endedWhenEmpty);
            Assert.Equal(0, calls.Count);
        }
    }
}
