using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Bridge;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>What every request to a server of its own works with.</summary>
internal sealed record UpstreamContext(
    LifecycleLoop Lifecycle, WorkerPool Pool, UpstreamTarget Target, BridgeLimits Limits, TimeProvider Time)
{
    /// <summary>The calls a drain waits for.</summary>
    public InFlightCalls Calls => Lifecycle.Calls;

    /// <summary>The same calls, for clients that cancel one.</summary>
    public RunningCalls Running { get; } = new();

    /// <summary>A worker for something that is no call and takes nobody's place; waits for one as a call would.</summary>
    public async Task<Admission> FindWorkerAsync(CancellationToken cancellation)
    {
        if (Pool.Any() is { } worker)
            return new Admission(worker, null);
        var queued = Pool.Enqueue();
        try
        {
            var admission = await queued.Admission.WaitAsync(cancellation).ConfigureAwait(false);
            if (admission.Worker is { } found)
                Pool.Release(found);
            return admission;
        }
        catch (OperationCanceledException)
        {
            Pool.Withdraw(queued);
            return default;
        }
    }
}
