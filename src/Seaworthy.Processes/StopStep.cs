namespace Seaworthy.Processes;

/// <summary>What it took to end a child.</summary>
public enum StopStep
{
    /// <summary>Nothing: it had already ended.</summary>
    AlreadyExited,

    /// <summary>The end of its input.</summary>
    EndOfInput,

    /// <summary>SIGTERM.</summary>
    Terminated,

    /// <summary>SIGKILL.</summary>
    Killed,

    /// <summary>It outlived SIGKILL: the kernel holds it in an uninterruptible wait (a dead network file system, mostly).</summary>
    Stuck,
}
