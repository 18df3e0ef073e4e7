using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>How every worker is started.</summary>
/// <param name="Command">The program.</param>
/// <param name="StartTimeout">How long it may take until it is ready.</param>
internal sealed record WorkerPlan(ChildCommand Command, TimeSpan StartTimeout);
