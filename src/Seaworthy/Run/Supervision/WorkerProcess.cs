using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>One process of COMMAND, and the worker that speaks with it.</summary>
/// <param name="Child">The process.</param>
/// <param name="Stderr">What it wrote last to its stderr.</param>
/// <param name="Worker">The worker.</param>
internal sealed record WorkerProcess(ChildProcess Child, StderrTail Stderr, Worker Worker);
