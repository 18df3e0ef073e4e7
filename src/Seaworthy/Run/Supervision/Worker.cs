using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Supervision;

/// <summary>Somebody who takes calls over a pipe.</summary>
internal class Worker(int pid, WorkerPipe pipe, long startedAt)
{
    public int Pid { get; } = pid;

    public WorkerPipe Pipe { get; } = pipe;

    /// <summary>When it was started, as a timestamp of the <see cref="TimeProvider"/>.</summary>
    public long StartedAt { get; } = startedAt;

    /// <summary>What it said about itself; null until its handshake is done.</summary>
    public WorkerIdentity? Identity { get; set; }

    /// <summary>Calls that it was given and that have not ended. Only <see cref="WorkerPool"/> changes it, under its lock.</summary>
    public int Load { get; set; }
}
