namespace Seaworthy.Run.Supervision.Phases;

/// <summary>What can happen to a worker. Exits, timers and calls only write these; one loop reads them.</summary>
internal enum WorkerTrigger
{
    /// <summary>It can answer calls.</summary>
    BecameReady,

    /// <summary>It has a place in the pool.</summary>
    Promoted,

    /// <summary>Another one has its place, or nobody needs it any more.</summary>
    Retired,

    /// <summary>The last call that it had has ended.</summary>
    BecameIdle,

    /// <summary>It died, closed its pipes or hangs: it will answer nothing more.</summary>
    Lost,

    /// <summary>The server stops.</summary>
    StopRequested,

    /// <summary>Its process has ended, and everything that it left behind.</summary>
    Ended,
}
