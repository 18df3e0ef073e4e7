using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>Signals to one process alone, as a container runtime sends them to its PID 1.</summary>
public static class ProcessSignal
{
    private const int Init = 1;

    /// <summary>Sends a signal; false when that very process is gone, or is not ours to signal. Never to PID 1, whose end is the end of everything.</summary>
    public static bool TrySend(ProcessView process, ChildSignal signal)
    {
        ArgumentNullException.ThrowIfNull(process);
        return process.Id > Init && process.IsAlive && Libc.Kill(process.Id, (int)signal) == 0;
    }
}
