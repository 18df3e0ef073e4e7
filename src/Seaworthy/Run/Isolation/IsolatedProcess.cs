using Microsoft.Extensions.Logging;
using Seaworthy.Processes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Isolation;

/// <summary>One process of the command for one session; a spare until it has one.</summary>
internal sealed class IsolatedProcess : IWorkerKind, IDisposable
{
    private readonly TaskCompletionSource<SessionServer> _owner = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly IsolationPlan _plan;

    private IsolatedProcess(IsolationPlan plan, CancellationToken kill)
    {
        _plan = plan;
        Ended = RunAsync(kill);
    }

    /// <summary>The worker, once its process runs.</summary>
    public IsolatedWorker? Worker { get; private set; }

    /// <summary>Completes when nothing is left of it.</summary>
    public Task<WorkerEnd> Ended { get; }

    /// <summary>Starts a process and returns at once.</summary>
    public static IsolatedProcess Start(IsolationPlan plan, CancellationToken kill) => new(plan, kill);

    /// <summary>It is a session's from now on, which then introduces its client.</summary>
    public void Belong(SessionServer owner) => _owner.TrySetResult(owner);

    /// <summary>Ends it politely: its session is over.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose() => _stop.Dispose();

    WorkerBirth IWorkerKind.Prepare(ChildCommand command) => new(command, Create);

    private IsolatedWorker Create(ChildProcess child)
    {
        var noise = new NoiseLog(child.Id, _plan.Stdio.MaxMessage, _plan.Log);
        var voice = new SessionVoice(_owner.Task, noise);
        var pipe = new WorkerPipe(child.StandardInput, child.StandardOutput, _plan.Stdio.MaxMessage, voice);
        return Worker = new IsolatedWorker(child.Id, pipe, _plan, _owner.Task) { NoiseLog = noise };
    }

    private async Task<WorkerEnd> RunAsync(CancellationToken kill)
    {
        // Whoever takes it does not wait for the fork.
        await Task.Yield();
        var life = new WorkerLife(_plan.Worker, this, _plan.Time, _plan.Loggers.CreateLogger<WorkerLife>());
        var watch = new WorkerWatch(
            Started: static _ => { },
            Ready: worker => _owner.Task.Result.Serve(worker),
            Closed: worker => _owner.Task.Result.Leave(worker, "it has ended"),
            Lost: (worker, why) => _owner.Task.Result.Leave(worker, why));
        var end = await life.RunAsync(watch, _stop.Token, kill).ConfigureAwait(false);
        Dispose();
        return end;
    }
}
