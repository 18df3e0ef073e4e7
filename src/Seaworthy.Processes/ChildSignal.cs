namespace Seaworthy.Processes;

/// <summary>The signals that one sends to a server; the values are those of Linux.</summary>
public enum ChildSignal
{
    /// <summary>SIGHUP: reload.</summary>
    Hangup = 1,

    /// <summary>SIGINT: what Ctrl+C sends.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT: what some platforms send for a graceful stop.</summary>
    Quit = 3,

    /// <summary>SIGKILL: cannot be caught.</summary>
    Kill = 9,

    /// <summary>SIGUSR1.</summary>
    User1 = 10,

    /// <summary>SIGUSR2.</summary>
    User2 = 12,

    /// <summary>SIGTERM: please end.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: run again after <see cref="Stop"/>.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: freeze, which looks like a hang from outside.</summary>
    Stop = 19,
}
