using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Tests.Lifecycle;

/// <summary>The loop against the clock, with a call that is not answered.</summary>
public class LifecycleBudgetTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task The_moments_come_when_the_budget_says()
    {
        var (server, _) = await StoppingWithACallAsync();
        await using var disposed = server;
        var continuation = server.Calls.BeginContinuation();

        server.Time.Advance(server.Budget.CancelAfter - Millisecond);
        await server.SettleAsync();
        Assert.False(server.Loop.Cancelling.IsCancellationRequested);

        server.Time.Advance(Millisecond);
        await server.ReachAsync(LifecyclePhase.Cancelling);
        await LifecycleHarness.WhenCancelledAsync(server.Loop.Cancelling);

        server.Time.Advance(server.Budget.AnswerAfter - server.Budget.CancelAfter - Millisecond);
        await server.SettleAsync();
        Assert.False(server.Loop.Answering.IsCancellationRequested);

        server.Time.Advance(Millisecond);
        await server.Log.WaitForAsync(EventIds.CallsAnsweredWithError);
        await LifecycleHarness.WhenCancelledAsync(server.Loop.Answering);

        server.Time.Advance(server.Budget.Total - server.Budget.AnswerAfter - Millisecond);
        await server.SettleAsync();
        Assert.Equal(LifecyclePhase.Cancelling, server.Loop.Phase);

        server.Time.Advance(Millisecond);
        await server.ReachAsync(LifecyclePhase.Stopped);
        Assert.Equal(ExitCode.CutOrFault, await server.EndAsync());
        Assert.Equal("stopped: 0 answered, 2 cut, 30.00 s, exit 1", server.Log.Entries[^1].Message);
        continuation.End(CallFate.Answered);
    }

    [Fact]
    public async Task A_real_answer_in_the_cancel_phase_still_counts()
    {
        var (server, call) = await StoppingWithACallAsync();
        await using var disposed = server;
        server.Time.Advance(server.Budget.CancelAfter);
        await server.ReachAsync(LifecyclePhase.Cancelling);

        call.End(CallFate.Answered);

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.Equal(1, server.Calls.Answered);
    }

    [Fact]
    public async Task A_call_that_was_cut_makes_1()
    {
        var (server, call) = await StoppingWithACallAsync();
        await using var disposed = server;
        server.Time.Advance(server.Budget.AnswerAfter);
        await LifecycleHarness.WhenCancelledAsync(server.Loop.Answering);

        call.End(CallFate.Cut);

        Assert.Equal(ExitCode.CutOrFault, await server.FinishAsync());
        Assert.Contains("0 answered, 1 cut", server.Log.Entries[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_whose_client_went_away_is_neither_answered_nor_cut()
    {
        var (server, call) = await StoppingWithACallAsync();
        await using var disposed = server;

        call.End(CallFate.Abandoned);

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.Contains("0 answered, 0 cut", server.Log.Entries[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_end_of_the_budget_stop_steps_use_force()
    {
        var step = new StubStopStep();
        var (server, _) = await StoppingWithACallAsync(step);
        await using var disposed = server;

        server.Time.Advance(server.Budget.Total);

        await step.Started;
        Assert.Equal(ExitCode.CutOrFault, await server.FinishAsync());
        Assert.True(step.WasForced);
    }

    [Fact]
    public async Task A_worker_that_must_be_killed_after_the_last_answer_is_no_cut_call()
    {
        var step = new StubStopStep();
        await using var server = new LifecycleHarness(null, step);
        await server.BecomeReadyAsync();
        server.Loop.RequestDrain("SIGTERM");
        await step.Started;

        server.Time.Advance(server.Budget.Total);

        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
        Assert.True(step.WasForced);
    }

    [Fact]
    public async Task A_stop_step_that_ignores_force_is_named_and_left_behind()
    {
        var step = new StubStopStep("worker 7") { IgnoresForce = true };
        var (server, _) = await StoppingWithACallAsync(step);
        await using var disposed = server;
        server.Time.Advance(server.Budget.Total);
        await step.Started;

        Assert.Equal(ExitCode.CutOrFault, await server.FinishAsync());
        Assert.Contains("worker 7", (await server.Log.WaitForAsync(EventIds.StopStepUnfinished)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_SIGINT_cancels_and_waits_for_the_cancel_grace_at_most()
    {
        await using var server = new LifecycleHarness();
        await server.BecomeReadyAsync();
        server.BeginCall();
        server.Loop.Interrupt();
        await server.ReachAsync(LifecyclePhase.Draining);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(server.Loop.Cancelling.IsCancellationRequested);

        server.Loop.Interrupt();
        await server.ReachAsync(LifecyclePhase.Cancelling);
        await LifecycleHarness.WhenCancelledAsync(server.Loop.Cancelling);

        server.Time.Advance(TimeSpan.FromSeconds(2.75));
        await LifecycleHarness.WhenCancelledAsync(server.Loop.Answering);
        server.Time.Advance(TimeSpan.FromSeconds(0.25));
        await server.ReachAsync(LifecyclePhase.Stopped);
        Assert.Equal(ExitCode.CutOrFault, await server.EndAsync());
        Assert.Equal("stopped: 0 answered, 1 cut, 4.00 s, exit 1", server.Log.Entries[^1].Message);
    }

    [Fact]
    public async Task A_cancel_phase_that_begins_late_does_not_extend_the_budget()
    {
        var (server, _) = await StoppingWithACallAsync();
        await using var disposed = server;
        server.Time.Advance(server.Budget.CancelAfter + TimeSpan.FromSeconds(1));
        await server.ReachAsync(LifecyclePhase.Cancelling);

        server.Time.Advance(server.Budget.CancelGrace - TimeSpan.FromSeconds(1));

        await server.ReachAsync(LifecyclePhase.Stopped);
    }

    [Fact]
    public async Task The_third_SIGINT_ends_with_1_at_once_even_when_nothing_is_cut()
    {
        var step = new StubStopStep();
        await using var server = new LifecycleHarness(null, step);
        await server.BecomeReadyAsync();
        server.Loop.Interrupt();
        await step.Started;

        server.Loop.Interrupt();
        server.Loop.Interrupt();

        Assert.Equal(ExitCode.CutOrFault, await server.Running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.True(step.WasForced);
    }

    [Fact]
    public async Task A_repeated_SIGTERM_changes_nothing()
    {
        var (server, call) = await StoppingWithACallAsync();
        await using var disposed = server;

        server.Loop.RequestDrain("SIGTERM");
        server.Loop.RequestDrain("SIGTERM");
        await server.SettleAsync();

        Assert.Equal(LifecyclePhase.Draining, server.Loop.Phase);
        Assert.False(server.Loop.Cancelling.IsCancellationRequested);
        call.End(CallFate.Answered);
        Assert.Equal(ExitCode.AllAnswered, await server.FinishAsync());
    }

    private static async Task<(LifecycleHarness Server, InFlightCall Call)> StoppingWithACallAsync(params IStopStep[] steps)
    {
        var server = new LifecycleHarness(null, steps);
        await server.BecomeReadyAsync();
        var call = server.BeginCall();
        server.Loop.RequestDrain("SIGTERM");
        await server.ReachAsync(LifecyclePhase.Draining);
        return (server, call);
    }
}
