namespace Seaworthy.Processes;

/// <summary>How a child ended.</summary>
/// <param name="Code">
/// The exit code; 128 + n for a child that signal n ended. The runtime folds the two into one number before anybody can see
/// the difference, as shells do.
/// </param>
public readonly record struct ChildExit(int Code)
{
    private const int SignalBase = 128;

    /// <summary>The kernel's count of out-of-memory kills in our cgroup rose while the child ran.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>The child had been sent SIGKILL by us.</summary>
    public bool KilledByUs { get; init; }

    /// <summary>What happened, in a few words, for people.</summary>
    public string Describe() => Code switch
    {
        126 => "exit 126: not executable",
        127 => "exit 127: command not found",
        SignalBase + (int)ChildSignal.Terminate => "exit 143: ended by SIGTERM without a handler",
        SignalBase + (int)ChildSignal.Kill => "killed by SIGKILL" + KillCause,
        > SignalBase when SignalName(Code - SignalBase) is { } name => "killed by " + name,
        _ => $"exit {Code}{(OutOfMemory ? "; a process of it was killed: out of memory (the limit of the container or cgroup was reached)" : "")}",
    };

    private string KillCause => this switch
    {
        { OutOfMemory: true } => ": out of memory (the limit of the container or cgroup was reached)",
        { KilledByUs: true } => ", which we sent",
        _ => ": out of memory?",
    };

    private static string? SignalName(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        10 => "SIGUSR1",
        11 => "SIGSEGV",
        12 => "SIGUSR2",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        31 => "SIGSYS",
        _ => null,
    };
}
