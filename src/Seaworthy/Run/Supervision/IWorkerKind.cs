using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>How workers are spoken to: over their standard input and output, or over HTTP.</summary>
internal interface IWorkerKind
{
    /// <summary>What one more process of the command needs; disposed when nothing of that process is left.</summary>
    WorkerBirth Prepare(ChildCommand command);
}
