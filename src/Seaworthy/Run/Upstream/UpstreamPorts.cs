using System.Net;
using System.Net.Sockets;

namespace Seaworthy.Run.Upstream;

/// <summary>A port for each process of COMMAND: the one of --upstream while nobody has it, else one that the kernel has free.</summary>
internal sealed class UpstreamPorts(int first)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _taken = [];

    public int Take()
    {
        lock (_gate)
        {
            var port = first;
            while (!_taken.Add(port))
                port = FindFree();
            return port;
        }
    }

    /// <summary>Nothing listens on it any more.</summary>
    public void Release(int port)
    {
        lock (_gate)
            _taken.Remove(port);
    }

    /// <summary>The kernel hands these out in turn, so that nobody else gets it in the moment until COMMAND has opened it.</summary>
    private static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
