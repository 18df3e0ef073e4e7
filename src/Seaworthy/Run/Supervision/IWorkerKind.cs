using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>Makes a worker of a process that has just been started.</summary>
internal interface IWorkerKind
{
    Worker Create(ChildProcess child);
}
