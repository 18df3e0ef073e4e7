namespace Seaworthy.Run.Supervision.Phases;

using static WorkerPhase;
using static WorkerTrigger;

/// <summary>The one place that says which phase of a worker follows. Pure; whatever is not listed changes nothing.</summary>
internal static class WorkerTable
{
    /// <summary>The phase after <paramref name="trigger"/> in <paramref name="phase"/>.</summary>
    public static WorkerPhase Next(WorkerPhase phase, WorkerTrigger trigger) => (phase, trigger) switch
    {
        (Starting, BecameReady) => Standby,
        (Standby, Promoted) => Serving,

        // One that has no calls need not wait for their end.
        (Starting or Standby, Retired) => Stopping,
        (Serving, Retired) => Retiring,
        (Retiring, BecameIdle) => Stopping,

        (Starting or Standby or Serving or Retiring, Lost or StopRequested) => Stopping,
        (not WorkerPhase.Ended, WorkerTrigger.Ended) => WorkerPhase.Ended,

        _ => phase,
    };
}
