using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Isolation;

/// <summary>
/// A worker that one session has for itself. It is not initialised before it has one, because that is where the client's
/// capabilities are said.
/// </summary>
internal sealed class IsolatedWorker(int pid, WorkerPipe pipe, IsolationPlan plan, Task<SessionServer> owner)
    : StdioWorker(pid, pipe, plan.Stdio, plan.Time, plan.Log)
{
    private long _ownedAt;

    public override async Task GetReadyAsync(CancellationToken cancellation)
    {
        var server = await owner.WaitAsync(cancellation).ConfigureAwait(false);
        _ownedAt = plan.Time.GetTimestamp();
        using var deadline = new CancellationTokenSource(plan.StartTimeout, plan.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            Identity = await server.GreetAsync(Pipe, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new HandshakeException($"it took longer than {DurationText.Format(plan.StartTimeout)} (--start-timeout) until {Readiness}");
        }
    }

    public override void LogReady(double seconds) => IsolationLog.Ready(
        plan.Log, Pid, Identity!.Name ?? "a server without a name", Identity.Version ?? "?", Identity.Revision,
        plan.Time.GetElapsedTime(_ownedAt).TotalSeconds);
}
