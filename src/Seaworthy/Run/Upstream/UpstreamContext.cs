using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Bridge;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Retry;
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

    /// <summary>Sessions that are open, by their ids: they live in the memory of one server process.</summary>
    public Owners Sessions { get; } = new(most: 100_000);

    /// <summary>Tasks that go on after their call was answered.</summary>
    public TaskBook Tasks { get; } = new(Pool, new LiveTasks(Pool, Lifecycle.Calls, Time, Lifecycle.Cancelling, Lifecycle.Answering));

    /// <summary>Which calls are repeated when their worker dies.</summary>
    public RetryRule Retry { get; init; } = new(RetryMode.Off, new ToolHints());

    /// <summary>The worker that has the session which a request names; null when it names none that is known.</summary>
    public Worker? OwnerOf(HttpRequest request) =>
        request.Headers[McpHeaders.Session].ToString() is { Length: > 0 } session ? Sessions.Find(session) : null;

    /// <summary>
    /// A worker for something that is no call and takes nobody's place; waits for one as a call would. It is left by
    /// <see cref="WorkerPool.Depart"/>.
    /// </summary>
    public async Task<Admission> FindWorkerAsync(Worker? owner, CancellationToken cancellation)
    {
        if (Pool.TryVisit(owner) is { } worker)
            return new Admission(worker, null);
        var queued = Pool.Enqueue();
        try
        {
            var admission = await queued.Admission.WaitAsync(cancellation).ConfigureAwait(false);
            if (admission.Worker is { } found)
            {
                var visited = Pool.TryVisit(found);
                Pool.Release(found);
                admission = new Admission(visited, visited is null ? CallError.WorkerUnavailable("it has ended", TimeSpan.FromSeconds(1)) : null);
            }
            return admission;
        }
        catch (OperationCanceledException)
        {
            Pool.Withdraw(queued);
            return default;
        }
    }
}
