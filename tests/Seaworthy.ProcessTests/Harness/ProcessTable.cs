using System.Globalization;
using System.Text;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>
/// What is alive, read from /proc. Everything that a test starts carries a mark in its environment, which children
/// inherit, so that what was left behind is found even after its parents are gone.
/// </summary>
internal static class ProcessTable
{
    /// <summary>The environment variable that carries the mark.</summary>
    public const string MarkVariable = "PROCESS_TEST_MARK";

    /// <summary>Living processes (no zombies) that carry the mark.</summary>
    public static IReadOnlyList<ProcessEntry> Marked(string mark) =>
        [.. All().Where(entry => entry.State != 'Z' && HasMark(entry.Pid, mark))];

    /// <summary>Direct children of a process, zombies included.</summary>
    public static IReadOnlyList<ProcessEntry> Children(int pid) => [.. All().Where(entry => entry.Parent == pid)];

    /// <summary>Whether a process is there and not a zombie.</summary>
    public static bool IsAlive(int pid) => Read(pid) is { State: not 'Z' };

    /// <summary>Waits for the end of a process that is not a child of ours.</summary>
    public static async Task GoneAsync(int pid)
    {
        // Linux has an event for it (pidfd), .NET does not hand it out; the test's hang guard bounds the loop.
        while (IsAlive(pid))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>One line for each marked process and each of its descendants.</summary>
    public static string Describe(string mark)
    {
        var text = new StringBuilder();
        var all = All();
        var shown = new HashSet<int>();
        foreach (var entry in all)
        {
            if (HasMark(entry.Pid, mark) || shown.Contains(entry.Parent))
            {
                shown.Add(entry.Pid);
                text.AppendLine(entry.ToString());
            }
        }
        return text.ToString();
    }

    private static List<ProcessEntry> All()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && Read(pid) is { } entry)
                entries.Add(entry);
        }
        return entries;
    }

    private static ProcessEntry? Read(int pid)
    {
        try
        {
            // "pid (name) state parent group session …"; the name may hold spaces and parentheses.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var command = File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0').Replace('\0', ' ');
            return new ProcessEntry(pid, rest[0][0], Number(rest[1]), Number(rest[2]), Number(rest[3]), command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It ended while it was being looked at.
        }
    }

    private static bool HasMark(int pid, string mark)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Split('\0').Contains($"{MarkVariable}={mark}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
