using System.Globalization;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Run.Systemd;

/// <summary>The line that <c>systemctl status</c> shows.</summary>
internal static class StatusText
{
    private const int Longest = 200;

    /// <summary>Describes a phase in one line.</summary>
    public static string Of(LifecyclePhase phase, string? reason, int inFlight, TimeSpan left) => OneLine(phase switch
    {
        LifecyclePhase.Starting => "Starting: waiting for the worker",
        LifecyclePhase.Ready => "Ready",
        LifecyclePhase.Unready => $"Not ready: {reason}",
        LifecyclePhase.Announcing => $"Stopping: not ready, still serving, {Calls(inFlight)}, {Left(left)}",
        LifecyclePhase.Draining => $"Stopping: {Calls(inFlight)}, {Left(left)}",
        LifecyclePhase.Cancelling => $"Stopping: cancelling {Calls(inFlight)}, {Left(left)}",
        _ => "Stopped",
    });

    /// <summary>The reason may quote a worker: a line break in it would be the next assignment to systemd.</summary>
    private static string OneLine(string text)
    {
        var line = string.Concat((text.Length > Longest ? text[..Longest] : text).Select(c => char.IsControl(c) ? ' ' : c));
        return line.TrimEnd();
    }

    private static string Calls(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "call" : "calls")} in flight");

    private static string Left(TimeSpan left) => $"at most {DurationText.Format(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)))} left";
}
