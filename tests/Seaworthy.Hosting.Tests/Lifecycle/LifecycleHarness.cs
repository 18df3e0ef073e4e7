using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Tests.Lifecycle;

/// <summary>A running loop on a clock that only tests move.</summary>
internal sealed class LifecycleHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _aborted = new();

    public LifecycleHarness(ShutdownBudget? budget = null, params IStopStep[] stopSteps)
    {
        Budget = budget ?? ShutdownBudget.Default;
        Loop = new LifecycleLoop(Budget, Calls, stopSteps, Time, Log);
        Running = Loop.RunAsync(_aborted.Token);
    }

    public ShutdownBudget Budget { get; }

    public FakeTimeProvider Time { get; } = new();

    public InFlightCalls Calls { get; } = new();

    public EventLog<LifecycleLoop> Log { get; } = new();

    public LifecycleLoop Loop { get; }

    public Task<int> Running { get; }

    public InFlightCall BeginCall()
    {
        Assert.True(Calls.TryBegin(out var call));
        return call;
    }

    public async Task BecomeReadyAsync()
    {
        Loop.Post(LifecycleTrigger.BecameReady);
        await ReachAsync(LifecyclePhase.Ready);
    }

    public Task ReachAsync(LifecyclePhase phase) => Log.WaitForAsync(entry => entry.EventId == EventIds.PhaseChanged && phase.Equals(entry.Values["To"]));

    /// <summary>Everything posted so far has been read, for tests that nothing happened. Only while stopping.</summary>
    public Task SettleAsync()
    {
        var mark = Guid.NewGuid().ToString();
        Loop.RequestDrain(mark);
        return Log.WaitForAsync(entry => entry.EventId == EventIds.StopRepeated && entry.Message.Contains(mark, StringComparison.Ordinal));
    }

    /// <summary>Moves the clock in small steps until the loop has ended; the quiet period needs it.</summary>
    public async Task<int> FinishAsync()
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!Running.IsCompleted && !guard.IsCancellationRequested)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.WhenAny(Running, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, guard.Token));
        }
        Assert.True(Running.IsCompleted, "The loop does not end. The log:\n" + string.Join('\n', Log.Entries));
        return await Running;
    }

    /// <summary>The end of a loop that waits for nothing more: the clock stands still.</summary>
    public Task<int> EndAsync() => Running.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);

    public static async Task WhenCancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _aborted.CancelAsync();
        await FinishAsync();
        Loop.Dispose();
        _aborted.Dispose();
    }
}
