using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Tests.Lifecycle;

public class LifecycleLoopTests
{
    private static readonly ShutdownBudget WithDelay = ShutdownBudget.Default with { Delay = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task An_idle_server_stops_with_0_and_one_line()
    {
        await using var server = new LifecycleHarness();
        await server.BecomeReadyAsync();
        Assert.Null(server.Loop.Reason);

        server.Loop.RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.Equal(ExitCode.AllAnswered, await server.Loop.Completion);
        Assert.Equal(LifecyclePhase.Stopped, server.Loop.Phase);
        Assert.Matches(@"^stopped: 0 answered, 0 cut, 0\.\d\d s, exit 0$", server.Log.Entries[^1].Message);
    }

    [Fact]
    public async Task Every_transition_says_from_to_and_why()
    {
        await using var server = new LifecycleHarness();
        await server.BecomeReadyAsync();
        server.Loop.RequestDrain("SIGTERM");
        await server.FinishAsync();

        var transitions = server.Log.Entries.Where(entry => entry.EventId == EventIds.PhaseChanged).Select(entry => entry.Message);
        Assert.Equal(
            ["Starting -> Ready: BecameReady", "Ready -> Announcing: SIGTERM", "Announcing -> Draining: SIGTERM", "Draining -> Stopped: every call is answered"],
            transitions);
    }

    [Fact]
    public async Task While_announcing_everything_is_served_until_the_delay_is_over()
    {
        await using var server = new LifecycleHarness(WithDelay);
        await server.BecomeReadyAsync();
        server.Loop.RequestDrain("SIGTERM");
        await server.ReachAsync(LifecyclePhase.Announcing);

        server.Time.Advance(TimeSpan.FromSeconds(4.999));
        await server.SettleAsync();
        Assert.Equal(LifecyclePhase.Announcing, server.Loop.Phase);
        Assert.True(server.Loop.SaysClose);
        Assert.False(server.Loop.IsRefusing);
        server.BeginCall().End(CallFate.Answered);

        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        await server.ReachAsync(LifecyclePhase.Draining);
        Assert.True(server.Loop.IsRefusing);
        Assert.False(server.Calls.TryBegin(out _));
        await LifecycleHarness.WhenCancelledAsync(server.Loop.Draining);
        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.Equal(1, server.Calls.Answered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_not_ready_skips_the_delay_and_ends_with_0(bool wasReady)
    {
        await using var server = new LifecycleHarness(WithDelay);
        if (wasReady)
        {
            await server.BecomeReadyAsync();
            server.Loop.Post(LifecycleTrigger.LostReady, "the database is down");
            await server.ReachAsync(LifecyclePhase.Unready);
            Assert.Equal("the database is down", server.Loop.Reason);
        }

        server.Loop.RequestDrain("SIGTERM");

        await server.ReachAsync(LifecyclePhase.Draining);
        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.DoesNotContain(server.Log.Entries, entry => Equals(entry.Values.GetValueOrDefault("To"), LifecyclePhase.Announcing));
    }

    [Fact]
    public async Task The_drain_waits_for_the_last_call_and_the_stop_steps_for_the_drain()
    {
        var step = new StubStopStep();
        await using var server = new LifecycleHarness(null, step);
        await server.BecomeReadyAsync();
        var (first, second) = (server.BeginCall(), server.BeginCall());
        server.Loop.RequestDrain("SIGTERM");
        var began = await server.Log.WaitForAsync(EventIds.StopBegan);
        Assert.Equal("stopping (SIGTERM): calls in flight: 2; they get at most 30s", began.Message);

        first.End(CallFate.Answered);
        server.Time.Advance(TimeSpan.FromSeconds(10));
        await server.SettleAsync();
        Assert.False(step.HasStarted);
        Assert.Equal(LifecyclePhase.Draining, server.Loop.Phase);

        second.End(CallFate.Answered);
        await step.Started;
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await server.SettleAsync();
        Assert.Equal(LifecyclePhase.Draining, server.Loop.Phase);

        step.End.SetResult();
        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.False(step.WasForced);
        Assert.StartsWith("stopped: 2 answered, 0 cut, 11.", server.Log.Entries[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_continuation_that_begins_at_the_very_end_is_waited_for()
    {
        var step = new StubStopStep();
        await using var server = new LifecycleHarness(null, step);
        await server.BecomeReadyAsync();
        server.Loop.RequestDrain("SIGTERM");
        await step.Started;
        var continuation = server.Calls.BeginContinuation();
        step.End.SetResult();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await server.SettleAsync();
        Assert.Equal(LifecyclePhase.Draining, server.Loop.Phase);

        continuation.End(CallFate.Answered);

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
    }

    [Fact]
    public async Task A_stop_step_that_fails_is_logged_and_keeps_nothing()
    {
        var (good, bad) = (new StubStopStep("good"), new StubStopStep("bad"));
        await using var server = new LifecycleHarness(null, bad, good);
        server.Loop.RequestDrain("SIGTERM");
        bad.End.SetException(new InvalidOperationException("no"));
        good.End.SetResult();

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.Contains("bad", (await server.Log.WaitForAsync(EventIds.StopStepFailed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_ended_before_the_signal_is_not_part_of_the_account()
    {
        await using var server = new LifecycleHarness();
        await server.BecomeReadyAsync();
        server.BeginCall().End(CallFate.Cut);
        server.BeginCall().End(CallFate.Answered);

        server.Loop.RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.Equal((0, 0), (server.Calls.Answered, server.Calls.Cut));
    }

    [Fact]
    public async Task Giving_up_drains_without_a_delay_and_ends_with_3()
    {
        await using var server = new LifecycleHarness(WithDelay);
        await server.BecomeReadyAsync();

        server.Loop.Post(LifecycleTrigger.GiveUp, "no worker for 5m");

        await server.ReachAsync(LifecyclePhase.Draining);
        Assert.Equal("no worker for 5m", server.Loop.Reason);
        Assert.Equal(ExitCode.NeverReady, await server.FinishAsync());
    }

    [Fact]
    public async Task Losing_the_server_after_a_signal_does_not_turn_the_exit_into_3()
    {
        await using var server = new LifecycleHarness(WithDelay);
        await server.BecomeReadyAsync();
        server.Loop.RequestDrain("SIGTERM");
        await server.ReachAsync(LifecyclePhase.Announcing);

        server.Loop.Post(LifecycleTrigger.GiveUp);

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_drains_and_ends_with_1_whenever_it_comes(bool whileDraining)
    {
        await using var server = new LifecycleHarness();
        await server.BecomeReadyAsync();
        var call = server.BeginCall();
        if (whileDraining)
        {
            server.Loop.RequestDrain("SIGTERM");
            await server.ReachAsync(LifecyclePhase.Draining);
        }

        server.Loop.Post(LifecycleTrigger.Fault, "unhandled");
        await server.ReachAsync(LifecyclePhase.Draining);
        await server.SettleAsync();
        call.End(CallFate.Answered);

        Assert.Equal(ExitCode.CutOrFault, await server.FinishAsync());
        Assert.Equal(1, server.Calls.Answered);
    }

    [Fact]
    public async Task A_callback_that_throws_does_not_disturb_the_stop()
    {
        await using var server = new LifecycleHarness();
        using var registration = server.Loop.Draining.Register(() => throw new InvalidOperationException("callback"));

        server.Loop.RequestDrain("SIGTERM");

        await server.Log.WaitForAsync(EventIds.CancellationCallbackFailed);
        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
    }

    [Fact]
    public async Task A_loop_that_fails_still_ends_with_1()
    {
        using var loop = new LifecycleLoop(ShutdownBudget.Default, new InFlightCalls(), [], TimeProvider.System, new BrokenLog());
        var running = loop.RunAsync(CancellationToken.None);

        loop.RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.CutOrFault, await running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_heartbeat_is_the_loops_own()
    {
        await using var server = new LifecycleHarness();
        for (var second = 1; second <= 3; second++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            var now = server.Time.GetTimestamp();
            using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (server.Loop.Heartbeat != now)
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, guard.Token);
        }

        Assert.Equal(TimeSpan.Zero, server.Loop.HeartbeatAge);
        Assert.Equal(TimeSpan.FromSeconds(3), server.Loop.Uptime);
    }

    [Fact]
    public async Task The_expected_downtime_is_the_rest_of_the_budget_in_whole_seconds()
    {
        await using var server = new LifecycleHarness();
        await server.BecomeReadyAsync();
        Assert.Equal(TimeSpan.FromSeconds(1), server.Loop.ExpectedDowntime);
        var call = server.BeginCall();
        server.Loop.RequestDrain("SIGTERM");
        await server.ReachAsync(LifecyclePhase.Draining);

        server.Time.Advance(TimeSpan.FromSeconds(9.5));
        Assert.Equal(TimeSpan.FromSeconds(5), server.Loop.ExpectedDowntime);
        server.Time.Advance(TimeSpan.FromSeconds(20.4));
        Assert.Equal(TimeSpan.FromSeconds(1), server.Loop.ExpectedDowntime);
        call.End(CallFate.Answered);
    }

    /// <summary>Fails at the first line that the loop writes in a stop.</summary>
    private sealed class BrokenLog : ILogger<LifecycleLoop>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel != LogLevel.Critical)
                throw new IOException("the disk is full");
        }
    }
}
