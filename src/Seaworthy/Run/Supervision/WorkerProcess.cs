using Seaworthy.Processes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Supervision;

/// <summary>One process of COMMAND, with its pipe.</summary>
internal sealed class WorkerProcess(ChildProcess child, WorkerPipe pipe, StderrTail stderr, long startedAt) : Worker(child.Id, pipe, startedAt)
{
    public ChildProcess Child { get; } = child;

    /// <summary>What it wrote last to its stderr.</summary>
    public StderrTail Stderr { get; } = stderr;
}
