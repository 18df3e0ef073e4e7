namespace Seaworthy.Processes;

/// <summary>The terminal that this process was started from. When it closes, the kernel sends SIGHUP, which then is no request for anything.</summary>
public static class ControllingTerminal
{
    /// <summary>Whether there is one.</summary>
    public static bool IsPresent => ProcStat.Read(Environment.ProcessId) is { Terminal: not 0 };
}
