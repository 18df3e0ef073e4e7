using System.Globalization;

namespace Seaworthy.Processes;

/// <summary>The TCP ports that a worker listens on: a server that is silent on stdio and listens wants to be reached over HTTP.</summary>
public static class ListeningPorts
{
    private const string Listening = "0A";
    private const string SocketLink = "socket:[";

    // Columns of /proc/net/tcp: number, local address, remote address, state, …, inode.
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;

    /// <summary>The ports on which processes of this session listen, in order.</summary>
    /// <param name="sessionId">A <see cref="ChildProcess.Id"/>: every child leads a session of its own.</param>
    public static IReadOnlyList<int> Of(int sessionId)
    {
        var ports = PortsByInode();
        return ports.Count == 0
            ? []
            : [.. ProcStat.ReadAll().Where(stat => stat.SessionId == sessionId).SelectMany(stat => Sockets(stat.Id))
                .Select(inode => ports.GetValueOrDefault(inode)).Where(port => port != 0).Distinct().Order()];
    }

    private static Dictionary<string, int> PortsByInode()
    {
        var ports = new Dictionary<string, int>();
        foreach (var line in ProcFile.ReadLines("/proc/net/tcp").Concat(ProcFile.ReadLines("/proc/net/tcp6")))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length <= Inode || columns[State] != Listening)
                continue;

            var port = columns[LocalAddress].AsSpan(columns[LocalAddress].IndexOf(':') + 1);
            ports[columns[Inode]] = int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return ports;
    }

    private static List<string> Sockets(int id)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/fd"))
                .Select(path => new FileInfo(path).LinkTarget)
                .Where(target => target is not null && target.StartsWith(SocketLink, StringComparison.Ordinal))
                .Select(target => target![SocketLink.Length..^1])];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
