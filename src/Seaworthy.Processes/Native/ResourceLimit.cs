using System.Runtime.InteropServices;

namespace Seaworthy.Processes.Native;

/// <summary>A <c>struct rlimit</c> of a 64-bit system.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    public ulong Soft;
    public ulong Hard;
}
