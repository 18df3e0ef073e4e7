using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Seaworthy.Hosting.Drain;

/// <summary>What the kernel knows of the TCP connections to our ports; nothing where it keeps no such list.</summary>
/// <param name="folder">Where it lists them (proc(5), /proc/net/tcp).</param>
internal sealed class TcpConnections(string folder = "/proc/self/net")
{
    private const int LocalColumn = 1;
    private const int RemoteColumn = 2;
    private const int StateColumn = 3;
    private const int QueueColumn = 4;
    private const int WordDigits = 8;
    private const string Established = "01";
    private const string SynReceived = "03";
    private const string ClosedByClient = "08";
    private const string Listening = "0A";

    /// <summary>
    /// Whether a client is about to be connected, so that nobody can accept it yet, or is connected and not known to us yet, or has sent something that
    /// nobody has read: on a busy machine it takes its time until a connection is accepted and listened to.
    /// </summary>
    public bool AreUnheard(IReadOnlyCollection<int> ports, Func<IPEndPoint, bool> isKnown) => Any(ports, columns => columns[StateColumn] switch
    {
        SynReceived => true,
        Listening => false,
        Established or ClosedByClient => Unread(columns) > 0 || EndPoint(columns[RemoteColumn]) is { } client && !isKnown(client),
        _ => Unread(columns) > 0,
    });

    /// <summary>Whether the other side of a connection has not confirmed everything that was sent, the end of the connection included.</summary>
    public bool AreUnderWay(IReadOnlyCollection<int> ports) => Any(ports, static columns => columns[StateColumn] != Listening && Unconfirmed(columns) > 0);

    /// <summary>Whether there are any, those that have ended a moment ago included (TIME_WAIT, a minute).</summary>
    public bool AreThere(IReadOnlyCollection<int> ports) => Any(ports, static columns => columns[StateColumn] != Listening);

    private bool Any(IReadOnlyCollection<int> ports, Func<string[], bool> isMeant) =>
        ports.Count > 0 && (IsInTable("tcp", ports, isMeant) || IsInTable("tcp6", ports, isMeant));

    private bool IsInTable(string table, IReadOnlyCollection<int> ports, Func<string[], bool> isMeant)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, table)).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Any(columns => columns.Length > QueueColumn && ports.Contains(Number(columns[LocalColumn].Split(':')[^1])) && isMeant(columns));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Not Linux, no such protocol, or hidden.
        }
    }

    private static int Unconfirmed(string[] columns) => Number(columns[QueueColumn].Split(':')[0]);

    private static int Unread(string[] columns) => Number(columns[QueueColumn].Split(':')[^1]);

    /// <summary>An address is written word by word, each as the machine holds it in memory; null when it is something else.</summary>
    private static IPEndPoint? EndPoint(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2 || parts[0].Length % WordDigits != 0)
            return null;
        var bytes = Convert.FromHexString(parts[0]);
        if (bytes.Length is not (4 or 16))
            return null;
        if (BitConverter.IsLittleEndian)
        {
            for (var at = 0; at < bytes.Length; at += sizeof(uint))
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)));
        }
        return new IPEndPoint(new IPAddress(bytes), Number(parts[1]));
    }

    private static int Number(string hex) => int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
