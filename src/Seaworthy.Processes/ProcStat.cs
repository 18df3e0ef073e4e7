using System.Globalization;
using System.Text;

namespace Seaworthy.Processes;

/// <summary>What /proc/&lt;pid&gt;/stat says about a process.</summary>
/// <param name="Id">The process id.</param>
/// <param name="State">R, S, D, T, Z, X …</param>
/// <param name="ParentId">Its parent.</param>
/// <param name="SessionId">Its session: the id of the process that called <c>setsid</c>.</param>
/// <param name="StartTicks">When it was started, in clock ticks since boot: with the id, its identity.</param>
internal readonly record struct ProcStat(int Id, char State, int ParentId, int SessionId, ulong StartTicks)
{
    // Fields as in proc(5), counted after the name, which may itself contain spaces and parentheses.
    private const int StateField = 0;
    private const int ParentField = 1;
    private const int SessionField = 3;
    private const int TerminalField = 4;
    private const int StartField = 19;
    private const int ResidentField = 21;

    /// <summary>Its controlling terminal, as a device number; 0 for none.</summary>
    public int Terminal { get; private init; }

    /// <summary>Its resident memory.</summary>
    public long ResidentBytes { get; private init; }

    /// <summary>It has ended, and waits for its parent to ask how.</summary>
    public bool IsZombie => State is 'Z' or 'X';

    /// <summary>Reads one process; null when there is none.</summary>
    public static ProcStat? Read(int id)
    {
        var text = Encoding.UTF8.GetString(ProcFile.Read(id, "stat"));
        var endOfName = text.LastIndexOf(')');
        if (endOfName < 0)
            return null;

        var fields = text[(endOfName + 2)..].Split(' ');
        return new ProcStat(
            id,
            fields[StateField][0],
            int.Parse(fields[ParentField], CultureInfo.InvariantCulture),
            int.Parse(fields[SessionField], CultureInfo.InvariantCulture),
            ulong.Parse(fields[StartField], CultureInfo.InvariantCulture))
        {
            Terminal = int.Parse(fields[TerminalField], CultureInfo.InvariantCulture),
            ResidentBytes = long.Parse(fields[ResidentField], CultureInfo.InvariantCulture) * Environment.SystemPageSize,
        };
    }

    /// <summary>Reads every process of our pid namespace.</summary>
    public static IEnumerable<ProcStat> ReadAll()
    {
        // Every container runtime mounts it, but a bare chroot has none: then nothing is known, and nothing is swept.
        if (!Directory.Exists("/proc"))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var isProcess = int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            if (isProcess && Read(id) is { } stat)
                yield return stat;
        }
    }
}
