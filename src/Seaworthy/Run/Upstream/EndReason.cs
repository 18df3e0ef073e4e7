namespace Seaworthy.Run.Upstream;

/// <summary>Why an exchange ends before the server ends it.</summary>
internal enum EndReason
{
    None,

    /// <summary>Nobody can receive the answer any more.</summary>
    ClientGone,

    /// <summary>The client took the call back.</summary>
    Cancelled,

    /// <summary>It took longer than a call may.</summary>
    Timeout,

    /// <summary>The shutdown budget is over.</summary>
    Shutdown,

    /// <summary>A drain began, and this is a stream that would never end.</summary>
    Draining,

    /// <summary>The server is gone.</summary>
    WorkerLost,
}
