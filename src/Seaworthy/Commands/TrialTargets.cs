using System.Globalization;
using System.Net;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Trial.Targets;

namespace Seaworthy.Commands;

/// <summary>What the options of <c>trial</c> put to it.</summary>
internal static class TrialTargets
{
    /// <summary>One target, or those that are compared.</summary>
    public static IEnumerable<ITarget> Of(TrialSettings settings, DeathWatch watch, TimeProvider time) => settings.Compared.Count > 0
        ? settings.Compared.Select(compared => Command(settings, compared.Command, compared.Name, watch, time))
        : [Single(settings, watch, time)];

    private static ITarget Single(TrialSettings settings, DeathWatch watch, TimeProvider time) => settings switch
    {
        { Image: { } image } => new ImageTarget(new ImageStart(image, settings.Engine, settings.Port, settings.Environment), watch, time),
        { Url: { } url } => new AttachedTarget(new IPEndPoint(IPAddress.TryParse(url.IdnHost, out var address) ? address : IPAddress.Loopback, url.Port), settings.ProcessId!.Value, time),
        _ => Command(settings, settings.Command, string.Join(' ', settings.Command.Select(Shell.Quote)) + (settings.Stdio ? ", behind seaworthy run" : ""), watch, time),
    };

    private static CommandTarget Command(TrialSettings settings, IReadOnlyList<string> command, string name, DeathWatch watch, TimeProvider time) =>
        new(settings.Stdio ? Front(settings, command) : command, settings.Port, settings.Environment, watch, time) { Name = name };

    /// <summary>This program as the front of a server that speaks over standard input and output.</summary>
    private static string[] Front(TrialSettings settings, IReadOnlyList<string> command)
    {
        var budget = settings.Trial.Budget;
        var grace = budget / 4 < ShutdownBudget.Default.CancelGrace ? budget / 4 : ShutdownBudget.Default.CancelGrace;
        var port = settings.Port?.ToString(CultureInfo.InvariantCulture) ?? CommandTarget.PortMark;
        return
        [
            Environment.ProcessPath!, "run", "--listen", $"http://127.0.0.1:{port}", "--path", settings.Trial.Path,
            "--shutdown-timeout", DurationText.Format(budget), "--shutdown-delay", "0s", "--cancel-grace", DurationText.Format(grace),
            "--", .. command,
        ];
    }
}
