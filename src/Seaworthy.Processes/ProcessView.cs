using System.Globalization;
using System.Text;

namespace Seaworthy.Processes;

/// <summary>A process as one look into /proc shows it.</summary>
/// <param name="Id">The process id.</param>
/// <param name="ParentId">Its parent.</param>
/// <param name="StartTicks">When it was started, in clock ticks since boot: with the id, its identity.</param>
/// <param name="Command">Its command line, words with a space between them.</param>
/// <param name="ResidentBytes">Its resident memory.</param>
public sealed record ProcessView(int Id, int ParentId, ulong StartTicks, string Command, long ResidentBytes)
{
    private const int ResidentColumn = 1;
    private const int WaitColumn = 1;
    private const int Longest = 80;

    /// <summary>Looks at a process; null when it is gone, or has ended and waits for its parent.</summary>
    public static ProcessView? Read(int id) => ProcStat.Read(id) is { IsZombie: false } stat
        ? new(id, stat.ParentId, stat.StartTicks, ReadCommand(id), ReadResidentBytes(id))
        : null;

    /// <summary>Every live descendant of a process.</summary>
    public static IReadOnlyList<ProcessView> DescendantsOf(int id)
    {
        var parents = ProcStat.ReadAll().Where(stat => !stat.IsZombie).ToDictionary(stat => stat.Id, stat => stat.ParentId);
        return [.. parents.Keys.Where(IsBelow).Select(Read).OfType<ProcessView>()];

        bool IsBelow(int candidate)
        {
            while (parents.TryGetValue(candidate, out var parent) && parent > 0)
            {
                if (parent == id)
                    return true;
                candidate = parent;
            }
            return false;
        }
    }

    /// <summary>
    /// Looks at the first process of a container, whose number a container engine told; null when it runs on another machine, or is gone. The control
    /// group names the container where the process is one of its own.
    /// </summary>
    public static ProcessView? ReadFirstOfContainer(int id, string container) =>
        id > 1 && container.Length > 0 && Encoding.UTF8.GetString(ProcFile.Read(id, "cgroup")).Contains(container, StringComparison.Ordinal) ? Read(id) : null;

    /// <summary>The program alone, without folder and arguments.</summary>
    public string Name => Path.GetFileName(Command.Split(' ')[0]);

    /// <summary>For people: the id and the command line, shortened.</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Id} {(Command.Length > Longest ? Command[..Longest] + "…" : Command)}");

    /// <summary>Whether the process that was looked at is alive, and not another that has its number now.</summary>
    public bool IsAlive => ProcStat.Read(Id) is { IsZombie: false } stat && stat.StartTicks == StartTicks;

    /// <summary>
    /// How long it was ready to run and had no processor, so far: of its threads, the one that waited longest (proc(5), the second number of
    /// /proc/PID/task/TID/schedstat). Nothing when it is gone.
    /// </summary>
    public TimeSpan ReadProcessorWait() => ThreadIds().Select(ReadProcessorWait).DefaultIfEmpty().Max();

    private IEnumerable<string> ThreadIds()
    {
        try
        {
            return Directory.GetFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/task")).Select(path => Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private TimeSpan ReadProcessorWait(string threadId)
    {
        var columns = Encoding.ASCII.GetString(ProcFile.Read(Id, $"task/{threadId}/schedstat")).Split(' ');
        return columns.Length > WaitColumn && long.TryParse(columns[WaitColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            : TimeSpan.Zero;
    }

    private static string ReadCommand(int id) =>
        Encoding.UTF8.GetString(ProcFile.Read(id, "cmdline")).Replace('\0', ' ').Trim();

    private static long ReadResidentBytes(int id)
    {
        // Pages, as in proc(5): size, resident, …
        var columns = Encoding.ASCII.GetString(ProcFile.Read(id, "statm")).Split(' ');
        return columns.Length > ResidentColumn && long.TryParse(columns[ResidentColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var pages)
            ? pages * Environment.SystemPageSize
            : 0;
    }
}
