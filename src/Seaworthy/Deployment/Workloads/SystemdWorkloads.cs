using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Systemd;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Makes a workload of a unit.</summary>
internal sealed class SystemdWorkloads(FileSet files, ApplicationFinder applications, DrainReader drains)
{
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(90);

    /// <summary>The workload of a unit; null when it starts nothing that stays.</summary>
    public Workload? Create(UnitFile unit)
    {
        if (unit.Service("ExecStart") is not { } start || unit.Service("Type")?.Value.Text == "oneshot")
            return null;
        // A machine's /bin/sh may be anything, and units name programs of the machine, not of this folder.
        // Prefixes such as - stand before the program only; in front of other words they are of options.
        var words = ShellText.Parse(start.Value.Text).SelectMany(command => command.Words)
            .Select((word, at) => new Located(at == 0 ? word.Text.TrimStart('@', '-', ':', '+', '!') : word.Text, Narrow(word.Text, start.Value.Place))).ToArray();
        var launch = new LaunchReader(files, null, null, unit.File.Folder).Read(words, start.Place);
        var (application, context) = Find(launch, unit.File.Folder);
        var environment = Environment(unit);
        return new()
        {
            Platform = Platform.Systemd,
            Name = new(unit.File.Name, start.Place),
            Launch = launch,
            Environment = environment,
            Grace = ReadGrace(unit, start.Place),
            StopSignal = unit.Service("KillSignal")?.Value,
            Memory = unit.Service("MemoryMax") is { } memory && ByteSize.Systemd(memory.Value.Text) is { } bytes and > 0 ? new((long)bytes, memory.Value, "MemoryMax") : null,
            Application = application,
            Context = context,
            Unit = unit,
            Drain = drains.Read(launch, environment, application),
        };
    }

    /// <summary>The server beside the unit or, as units often have a folder of their own, above it.</summary>
    private (Application Application, string Context) Find(LaunchChain launch, string folder)
    {
        var nearest = applications.Find(launch, folder);
        for (var (found, at) = (nearest, folder); ; found = applications.Find(launch, at))
        {
            if (found.ShowsServer)
                return (found, at);
            if (at.Length == 0 || at.EndsWith("..", StringComparison.Ordinal))
                return (nearest, folder);
            at = at.LastIndexOf('/') is > 0 and var slash ? at[..slash] : "";
        }
    }

    private static Dictionary<string, Located?> Environment(UnitFile unit)
    {
        var variables = new Dictionary<string, Located?>(StringComparer.Ordinal);
        foreach (var setting in unit.All("Environment"))
        {
            foreach (var word in ShellText.Parse(setting.Value.Text).SelectMany(command => command.Words))
            {
                var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                    variables[word.Text[..equals]] = new(word.Text[(equals + 1)..], setting.Place);
            }
        }
        return variables;
    }

    private static Grace? ReadGrace(UnitFile unit, Place start)
    {
        if ((unit.Service("TimeoutStopSec") ?? unit.Service("TimeoutSec")) is not { } setting)
            return new(DefaultGrace, "TimeoutStopSec", unit.ServicePlace ?? start, true);
        return SystemdSpan.TryParse(setting.Value.Text, out var value) ? new(value, setting.Name, setting.Place, false) : null;
    }

    private static Place Narrow(string word, Place text)
    {
        var found = word.Length == 0 ? -1 : text.Text.IndexOf(word, StringComparison.Ordinal);
        return found < 0 ? text : text.File.At(text.Start + found, word.Length);
    }
}
