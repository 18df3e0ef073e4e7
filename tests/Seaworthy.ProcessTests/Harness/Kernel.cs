using System.Runtime.InteropServices;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>What the base library has no call for.</summary>
internal static partial class Kernel
{
    /// <summary>Sends a signal to a process, or with a negative number to a process group; false when there is none.</summary>
    public static bool Send(int pid, Signal signal) => Kill(pid, (int)signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
