using System.Globalization;

namespace Seaworthy.Hosting.Drain;

/// <summary>What the kernel knows of the TCP connections to our ports; nothing where it keeps no such list.</summary>
/// <param name="folder">Where it lists them (proc(5), /proc/net/tcp).</param>
internal sealed class TcpConnections(string folder = "/proc/self/net")
{
    private const int LocalColumn = 1;
    private const int StateColumn = 3;
    private const int QueueColumn = 4;
    private const string SynReceived = "03";
    private const string Listening = "0A";

    /// <summary>
    /// Whether a client is about to be connected, so that nobody can accept it yet, or has sent something that nobody has read: a connection that
    /// was accepted takes its time, on a busy machine, to be listened to.
    /// </summary>
    public bool AreUnheard(IReadOnlyCollection<int> ports) => Any(
        ports, static columns => columns[StateColumn] == SynReceived || columns[StateColumn] != Listening && Number(columns[QueueColumn].Split(':')[^1]) > 0);

    /// <summary>Whether the other side of a connection has not confirmed everything that was sent, the end of the connection included.</summary>
    public bool AreUnderWay(IReadOnlyCollection<int> ports) =>
        Any(ports, static columns => columns[StateColumn] != Listening && Number(columns[QueueColumn].Split(':')[0]) > 0);

    /// <summary>Whether there are any, those that have ended a moment ago included (TIME_WAIT, a minute).</summary>
    public bool AreThere(IReadOnlyCollection<int> ports) => Any(ports, static columns => columns[StateColumn] != Listening);

    private bool Any(IReadOnlyCollection<int> ports, Func<string[], bool> isMeant) =>
        ports.Count > 0 && (IsInTable("tcp", ports, isMeant) || IsInTable("tcp6", ports, isMeant));

    private bool IsInTable(string table, IReadOnlyCollection<int> ports, Func<string[], bool> isMeant)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, table)).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Any(columns => columns.Length > QueueColumn && isMeant(columns) && ports.Contains(Number(columns[LocalColumn].Split(':')[^1])));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Not Linux, no such protocol, or hidden.
        }
    }

    private static int Number(string hex) => int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
