namespace Seaworthy.Hosting.Lifecycle;

using static LifecyclePhase;
using static LifecycleTrigger;

/// <summary>The one place that says which phase follows. Pure; whatever is not listed changes nothing.</summary>
internal static class LifecycleTable
{
    /// <summary>The phase after <paramref name="trigger"/> in <paramref name="phase"/>.</summary>
    public static LifecyclePhase Next(LifecyclePhase phase, LifecycleTrigger trigger) => (phase, trigger) switch
    {
        (Starting or Unready, BecameReady) => Ready,
        (Ready, LostReady) => Unready,

        // Nobody routes to a server that is not ready, so only a ready one needs to announce its end.
        (Ready, DrainRequested or Fault) => Announcing,
        (Starting or Unready, DrainRequested or Fault) => Draining,
        (Starting or Ready or Unready or Announcing, GiveUp) => Draining,

        (Announcing, DelayElapsed) => Draining,
        (Announcing or Draining, CancelDue) => Cancelling,
        (Draining or Cancelling, Drained) => Stopped,
        (Announcing or Draining or Cancelling, BudgetSpent) => Stopped,

        _ => phase,
    };
}
