namespace Seaworthy.Commands;

/// <summary>How a worker's environment differs from ours.</summary>
internal static class WorkerEnvironment
{
    /// <summary>Our own settings, which hold secrets such as keys and the addresses of stores.</summary>
    private const string OwnPrefix = "SEAWORTHY_";

    /// <summary>
    /// What systemd gave to us: a worker that says READY=1 or feeds the watchdog through these would speak in our name.
    /// </summary>
    private static readonly string[] OfSystemd = ["NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC"];

    /// <summary>What is added, changed, and with a null value removed.</summary>
    /// <param name="own">The names of our own variables.</param>
    /// <param name="file">What <c>--env-file</c> says.</param>
    public static IReadOnlyDictionary<string, string?> Changes(IEnumerable<string> own, IReadOnlyDictionary<string, string> file)
    {
        var changes = file.Where(entry => !IsOurs(entry.Key)).ToDictionary(entry => entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
        foreach (var name in own.Where(IsOurs))
            changes[name] = null;
        return changes;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith(OwnPrefix, StringComparison.Ordinal) || OfSystemd.Contains(name, StringComparer.Ordinal);
}
