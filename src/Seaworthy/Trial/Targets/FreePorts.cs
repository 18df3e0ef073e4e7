using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Seaworthy.Trial.Targets;

/// <summary>
/// Ports for servers. They are not those that the kernel takes for connections that go out (ip(7), ip_local_port_range): one of the trial's own calls
/// could have the port for a moment, just when the server wants to listen on it.
/// </summary>
internal static class FreePorts
{
    private const string OutgoingRange = "/proc/sys/net/ipv4/ip_local_port_range";
    private const int Least = 10_000;
    private const int Attempts = 200;

    /// <summary>So many ports on which nothing listens, each another one.</summary>
    public static IReadOnlyList<int> Find(int count)
    {
        var most = FirstOutgoing();
        var found = new HashSet<int>();
        for (var attempt = 0; attempt < Attempts && found.Count < count && most > Least; attempt++)
        {
            var port = Random.Shared.Next(Least, most);
            if (!IsTaken(port))
                found.Add(port);
        }
        while (found.Count < count)
            found.Add(AnyFree());
        return [.. found];
    }

    /// <summary>Whether something listens there.</summary>
    public static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static int FirstOutgoing()
    {
        try
        {
            return int.Parse(File.ReadAllText(OutgoingRange).Split('\t', ' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return Least;
        }
    }

    private static int AnyFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
