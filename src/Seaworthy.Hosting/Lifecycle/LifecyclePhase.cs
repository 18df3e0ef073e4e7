namespace Seaworthy.Hosting.Lifecycle;

//  Starting --ready--> Ready --signal--> Announcing --> Draining --> Cancelling --> Stopped
//     |                 |  ^             (not ready,    (no new      (cancel what
//     |                 v  |             still serving)  work)        is left)
//     |               Unready                             ^
//     |                  |                                |
//     +---- signal ------+---- signal (no delay) ---------+
//
//  docs/lifecycle.md holds every arrow; LifecycleTable decides them.

/// <summary>Where in its life the server is. In order: a stop only ever moves forward from <see cref="Announcing"/>.</summary>
internal enum LifecyclePhase
{
    /// <summary>Not ready yet, for the first time.</summary>
    Starting,

    /// <summary>Serving.</summary>
    Ready,

    /// <summary>It was ready, and is not now: no worker answers, or a dependency is down.</summary>
    Unready,

    /// <summary>Stopping, and says so, but still serves everything until load balancers have noticed.</summary>
    Announcing,

    /// <summary>Takes no new work; calls in flight run on.</summary>
    Draining,

    /// <summary>Calls in flight have been cancelled; real answers still count.</summary>
    Cancelling,

    /// <summary>The end.</summary>
    Stopped,
}
