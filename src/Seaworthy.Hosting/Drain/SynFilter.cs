using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Seaworthy.Hosting.Drain;

/// <summary>
/// Makes the kernel drop the packets that ask a listening socket for a connection, while the connections that it has are
/// accepted as usual. A client sends its packet again a second later (RFC 6298), and then meets the next process, or nobody
/// and is refused. For kernels without <see cref="NoDevice"/>: some permit a filter only with CAP_NET_ADMIN, which no container has.
/// </summary>
internal static class SynFilter
{
    private const int SocketLevel = 1;   // SOL_SOCKET
    private const int AttachFilter = 26; // SO_ATTACH_FILTER

    // socket(7), Linux networking/filter.rst: instructions of 16 + 8 + 8 + 32 bits. A TCP socket's filter sees the TCP header first.
    private static readonly ulong[] Instructions =
    [
        Instruction(0x30, 0, 0, 13),              // load the byte of flags
        Instruction(0x45, 0, 1, 0x02),            // is SYN among them?
        Instruction(0x06, 0, 0, 0),               // yes: drop
        Instruction(0x06, 0, 0, 0xFFFF_FFFF),     // no: keep all of it
    ];

    /// <summary>False where the kernel has no such filter or does not permit it: then connections may come until the socket closes.</summary>
    public static bool TryAttach(Socket listener)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess || !BitConverter.IsLittleEndian)
            return false;
        var instructions = GCHandle.Alloc(Instructions, GCHandleType.Pinned);
        try
        {
            // struct sock_fprog: the number of instructions, padding, their address. The kernel copies them.
            Span<byte> program = stackalloc byte[16];
            BinaryPrimitives.WriteUInt16LittleEndian(program, (ushort)Instructions.Length);
            BinaryPrimitives.WriteInt64LittleEndian(program[8..], instructions.AddrOfPinnedObject());
            listener.SetRawSocketOption(SocketLevel, AttachFilter, program);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            instructions.Free();
        }
    }

    private static ulong Instruction(ushort code, byte ifTrue, byte ifFalse, uint value) =>
        code | (ulong)ifTrue << 16 | (ulong)ifFalse << 24 | (ulong)value << 32;
}
