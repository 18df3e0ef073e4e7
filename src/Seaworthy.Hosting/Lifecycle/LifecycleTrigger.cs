namespace Seaworthy.Hosting.Lifecycle;

/// <summary>What can happen to a lifecycle. Signals, timers and exits only write these; one loop reads them.</summary>
internal enum LifecycleTrigger
{
    /// <summary>The server can take calls.</summary>
    BecameReady,

    /// <summary>The server cannot take calls at the moment.</summary>
    LostReady,

    /// <summary>A signal or the host asks for the end.</summary>
    DrainRequested,

    /// <summary>Load balancers had their time.</summary>
    DelayElapsed,

    /// <summary>T - cancel grace is reached, or the second SIGINT came.</summary>
    CancelDue,

    /// <summary>The last call is answered and every stop step has ended.</summary>
    Drained,

    /// <summary>T is reached, or the third SIGINT came.</summary>
    BudgetSpent,

    /// <summary>The server never became ready, or was lost for good.</summary>
    GiveUp,

    /// <summary>An unhandled exception, or a faulted background service.</summary>
    Fault,
}
