using System.Globalization;

namespace Seaworthy.Processes;

/// <summary>How many processes of our cgroup the kernel has killed for want of memory: the one sure sign behind a bare SIGKILL.</summary>
internal sealed class OutOfMemoryKills
{
    private const string Counter = "oom_kill ";

    private static readonly string? CounterFile = FindCounterFile(ProcFile.ReadLines("/proc/self/cgroup"), "/sys/fs/cgroup");

    private readonly long _before;

    private OutOfMemoryKills(long before) => _before = before;

    /// <summary>Remembers the count of this moment.</summary>
    public static OutOfMemoryKills Now() => new(Count(CounterFile));

    /// <summary>Whether the count is higher now.</summary>
    public bool HaveRisen() => Count(CounterFile) > _before;

    /// <summary>
    /// The file with the counter: <c>memory.events</c> in version 2, <c>memory.oom_control</c> in version 1. Inside a container the path
    /// in /proc/self/cgroup may be the host's, and the mounted root our own group.
    /// </summary>
    internal static string? FindCounterFile(IEnumerable<string> memberships, string root) =>
        memberships.Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3).SelectMany(fields => fields switch
        {
            ["0", "", var path] => new[] { $"{root}{path}/memory.events", $"{root}/memory.events" },
            [_, "memory", var path] => [$"{root}/memory{path}/memory.oom_control", $"{root}/memory/memory.oom_control"],
            _ => [],
        }).FirstOrDefault(File.Exists);

    /// <summary>The count that a counter file carries; 0 without one.</summary>
    internal static long Count(string? file)
    {
        var lines = file is null ? [] : ProcFile.ReadLines(file);
        var line = Array.Find(lines, line => line.StartsWith(Counter, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.AsSpan(Counter.Length), CultureInfo.InvariantCulture);
    }
}
