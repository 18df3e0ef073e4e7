using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>Signals to one process alone, as a container runtime sends them to its PID 1.</summary>
public static class ProcessSignal
{
    /// <summary>Sends a signal; false when there is no such process, or it is not ours to signal.</summary>
    public static bool TrySend(int id, ChildSignal signal) => id > 0 && Libc.Kill(id, (int)signal) == 0;
}
