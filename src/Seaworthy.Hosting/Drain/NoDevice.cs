using System.Net.Sockets;

namespace Seaworthy.Hosting.Drain;

/// <summary>
/// Binds a listening socket to a network device that does not exist. No packet comes from there, so the kernel refuses whoever asks for a connection
/// from now on, as if nobody listened, while the connections that the socket has, and those in the making, are accepted as usual.
/// </summary>
internal static class NoDevice
{
    private const int SocketLevel = 1;        // SOL_SOCKET
    private const int BindToInterface = 62;   // SO_BINDTOIFINDEX, Linux 5.0; for everybody since 5.7
    private const int Index = int.MaxValue;   // Devices are counted from 1; the kernel does not ask whether there is this one.

    /// <summary>False where the kernel has no such option, does not permit it, or the socket is bound to a device already.</summary>
    public static bool TryBind(Socket listener)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            listener.SetRawSocketOption(SocketLevel, BindToInterface, BitConverter.GetBytes(Index));
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
