namespace Seaworthy.Run.Supervision.Phases;

//  Starting --ready--> Standby --promoted--> Serving --retired--> Retiring --idle--> Stopping --> Ended
//     |                   |                     |      (takes no      |                 ^
//     |                   |                     |     more calls)     |                 |
//     +---- lost, retired or stopped -----------+---- lost, stopped --+-----------------+
//
//  docs/pool.md holds every arrow; WorkerTable decides them.

/// <summary>Where in its life a worker is. In order: a worker only ever moves forward.</summary>
internal enum WorkerPhase
{
    /// <summary>Its process runs, and it does not answer yet.</summary>
    Starting,

    /// <summary>Ready, and warm, but it is given no calls.</summary>
    Standby,

    /// <summary>It is given calls.</summary>
    Serving,

    /// <summary>Another one has its place: it is given no more calls, and finishes those that it has.</summary>
    Retiring,

    /// <summary>Its processes are being ended, or have ended and are being cleaned up after.</summary>
    Stopping,

    /// <summary>Nothing of it is left.</summary>
    Ended,
}
