using Seaworthy.Processes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Supervision;

/// <summary>One process of COMMAND, with its pipe.</summary>
internal sealed class Worker(ChildProcess child, WorkerPipe pipe, StderrTail stderr, long startedAt)
{
    public ChildProcess Child { get; } = child;

    public WorkerPipe Pipe { get; } = pipe;

    /// <summary>What it wrote last to its stderr.</summary>
    public StderrTail Stderr { get; } = stderr;

    /// <summary>When it was started, as a timestamp of the <see cref="TimeProvider"/>.</summary>
    public long StartedAt { get; } = startedAt;

    public int Pid => Child.Id;

    /// <summary>What it said about itself; null until its handshake is done.</summary>
    public WorkerIdentity? Identity { get; set; }

    /// <summary>Calls that it was given and that have not ended. Only <see cref="WorkerPool"/> changes it, under its lock.</summary>
    public int Load { get; set; }
}
