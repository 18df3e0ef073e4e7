using System.Globalization;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Finds how long a server may take to stop: the command line, then variables, then appsettings, then sources, then defaults.</summary>
internal sealed class DrainReader(FileSet files)
{
    private const string Variable = "SEAWORTHY_SHUTDOWN_TIMEOUT";

    /// <summary>How long; null when nobody says.</summary>
    public Drain? Read(LaunchChain launch, IReadOnlyDictionary<string, Located?> environment, Application application)
    {
        var ours = launch.Find(LayerKind.Seaworthy) is not null || application.Has(SourceSign.Seaworthy);
        if (ours && launch.Option("--shutdown-timeout") is { } option && DurationText.TryParse(option.Text, out var typed))
            return new(typed, option.Place, "--shutdown-timeout");
        // Nobody sets it for a server that does not read it.
        if (environment.GetValueOrDefault(Variable) is { } variable && DurationText.TryParse(variable.Text, out var set))
            return new(set, variable.Place, Variable);
        if (launch.Find(LayerKind.Seaworthy) is { } layer)
            return new(ShutdownBudget.Default.Total, layer.Place, "seaworthy run's default");
        var python = launch.Option("--timeout-graceful-shutdown", "--graceful-timeout");
        if (int.TryParse(python?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return new(TimeSpan.FromSeconds(seconds), python!.Place, launch.Program?.Name == "gunicorn" ? "--graceful-timeout" : "--timeout-graceful-shutdown");
        return FromSettings(application) ?? application.Drain ?? Default(launch, application);
    }

    private Drain? FromSettings(Application application)
    {
        if (application.Runtime != Runtime.DotNet)
            return null;
        foreach (var name in (string[])["appsettings.Production.json", "appsettings.json"])
        {
            if (files.Find(application.Folder, name) is not { } file || JsonReader.Read(file).Document is not { } document)
                continue;
            if (document.Find("Seaworthy", "ShutdownTimeout")?.Located is { } ours && TryRead(ours.Text, out var budget))
                return new(budget, ours.Place, "drain");
            if ((document.Find("HostOptions", "ShutdownTimeout") ?? document.Find("shutdownTimeoutSeconds"))?.Located is { } host && TryRead(host.Text, out var timeout))
                return new(timeout, host.Place, "drain");
        }
        return null;
    }

    // appsettings hold a TimeSpan (00:00:30) or, for the host's own key, seconds.
    private static bool TryRead(string text, out TimeSpan value) => DurationText.TryParse(text, out value)
        || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? (value = TimeSpan.FromSeconds(seconds)) >= TimeSpan.Zero : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value));

    private static Drain? Default(LaunchChain launch, Application application)
    {
        if (application.Has(SourceSign.Seaworthy))
            return new(ShutdownBudget.Default.Total, application.First(SourceSign.Seaworthy)!.Place, "AddSeaworthy's default");
        if (application.Runtime == Runtime.DotNet && application.First(SourceSign.GenericHost) is { } host && application.IsHttp)
            return new(TimeSpan.FromSeconds(30), host.Place, "the .NET host's default");
        return launch.Program?.Name == "gunicorn" ? new(TimeSpan.FromSeconds(30), launch.Program.Place, "gunicorn's default") : null;
    }
}
