using System.Globalization;

namespace Seaworthy.Hosting.Drain;

/// <summary>
/// What was sent and is not confirmed yet. When the first process of a container ends, its network goes with it, and so does what is on its way: the
/// client waits for an answer that was written. On a busy machine a packet to the neighbour can take longer than the process takes to leave.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="folder">Where the kernel lists TCP connections (proc(5), /proc/net/tcp).</param>
internal sealed class LastPackets(TimeProvider time, string folder = "/proc/self/net")
{
    /// <summary>Who has not confirmed by then is gone. Well inside the platform's margin.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private const int LocalColumn = 1;
    private const int StateColumn = 3;
    private const int QueueColumn = 4;
    private const string Listening = "0A";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>Completes when everything that was sent from these ports is confirmed, or after a short while.</summary>
    public async Task ConfirmedAsync(IReadOnlyCollection<int> ports)
    {
        var began = time.GetTimestamp();
        while (AreUnderWay(ports) && time.GetElapsedTime(began) < Patience)
            await Task.Delay(Glance, time).ConfigureAwait(false);
    }

    /// <summary>Whether the other side of a connection to these ports has not confirmed everything, the end of the connection included.</summary>
    public bool AreUnderWay(IReadOnlyCollection<int> ports) => ports.Count > 0
        && (IsInTable("tcp", ports) || IsInTable("tcp6", ports));

    private bool IsInTable(string table, IReadOnlyCollection<int> ports)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, table)).Skip(1).Any(line => IsUnderWay(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), ports));
        }
        catch (IOException)
        {
            return false; // Not Linux, or no such protocol.
        }
    }

    private static bool IsUnderWay(string[] columns, IReadOnlyCollection<int> ports) =>
        columns.Length > QueueColumn && columns[StateColumn] != Listening
        && Number(columns[QueueColumn].Split(':')[0]) > 0
        && ports.Contains(Number(columns[LocalColumn].Split(':')[^1]));

    private static int Number(string hex) => int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
