using System.Globalization;

namespace Seaworthy.Run.Systemd;

/// <summary>What systemd told us: where it listens, and how often it wants a sign of life (sd_notify(3), sd_watchdog_enabled(3)).</summary>
/// <param name="Address">A path, or the name of an abstract socket behind an <c>@</c>.</param>
/// <param name="Watchdog">How long we may be silent; null: for ever.</param>
internal sealed record NotifyTarget(string Address, TimeSpan? Watchdog)
{
    private const string SocketVariable = "NOTIFY_SOCKET";
    private const string WatchdogVariable = "WATCHDOG_USEC";
    private const string WatchdogPidVariable = "WATCHDOG_PID";

    /// <summary>
    /// Reads the environment and takes the variables out of it, so that no worker inherits them: one that speaks to systemd
    /// itself would declare us ready, or hang us by a watchdog that was never its own. Null without systemd.
    /// </summary>
    public static NotifyTarget? Take()
    {
        var target = From(Environment.GetEnvironmentVariable, Environment.ProcessId);
        foreach (var name in (string[])[SocketVariable, WatchdogVariable, WatchdogPidVariable])
            Environment.SetEnvironmentVariable(name, null);
        return target;
    }

    /// <summary>The same from any set of variables.</summary>
    public static NotifyTarget? From(Func<string, string?> variable, int ourPid)
    {
        // Other kinds (vsock:) are for machines; systemd gives services a path or an abstract name.
        if (variable(SocketVariable) is not { Length: > 1 } address || address[0] is not ('/' or '@'))
            return null;
        var isForUs = variable(WatchdogPidVariable) is not { Length: > 0 } pid || pid == ourPid.ToString(CultureInfo.InvariantCulture);
        return long.TryParse(variable(WatchdogVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0 && isForUs
            ? new NotifyTarget(address, TimeSpan.FromMicroseconds(microseconds))
            : new NotifyTarget(address, null);
    }
}
