using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>A stop signal that the server does not handle.</summary>
internal sealed class StopSignalUnhandledRule() : Rule("stop-signal-unhandled", Severity.Error, RuleGroup.Signals)
{
    private static readonly string[] Graceful = ["TERM", "INT", "QUIT"];

    public override string What => "STOPSIGNAL, stop_signal, lifecycle.stopSignal or KillSignal names a signal that the server does not handle.";

    public override string Why =>
        "As process 1 a signal without a handler does nothing, so the stop waits for SIGKILL; elsewhere it ends the process at once. Either " +
        "way nothing drains. The .NET host and seaworthy handle SIGTERM, SIGINT and SIGQUIT; uvicorn SIGTERM and SIGINT.";

    public override string Fix => "Leave the setting out (SIGTERM), or handle that signal.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        STOPSIGNAL SIGUSR1
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        STOPSIGNAL SIGTERM
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            // What the image sets is reported once, with the image.
            if (workload.StopSignal is not { Text.Length: > 0 } signal || (workload.Platform != Platform.Image && signal == workload.Build?.StopSignal))
                continue;
            var name = Normalised(signal.Text);
            var uncatchable = name is "KILL" or "STOP";
            if (!uncatchable && (Handled(workload) is not { } handled || handled.Contains(name, StringComparer.Ordinal)))
                continue;
            yield return At(signal.Place, uncatchable
                    ? $"{signal.Text} as stop signal: no process can handle it, so every stop cuts what runs."
                    : $"{signal.Text} as stop signal, and {Who(workload)} does not handle it.", "SIGTERM, or no such setting")
                .With(workload.Application.First(SourceSign.TermHandler)?.Place, "SIGTERM is handled here");
        }
    }

    /// <summary>The signals that end the server in good order; null when nobody knows.</summary>
    private static IEnumerable<string>? Handled(Workload workload)
    {
        var application = workload.Application;
        if (workload.HasSeaworthy || (application.Runtime == Runtime.DotNet && !(application.ShowsServer && !application.Has(SourceSign.GenericHost))))
            return Graceful;
        if (application.Has(SourceSign.Uvicorn) || workload.Launch.Program?.Name == "uvicorn")
            return ["TERM", "INT"];
        if (!application.ShowsServer || application.Runtime != Runtime.Node)
            return null;
        return ((string?[])[application.Has(SourceSign.TermHandler) ? "TERM" : null, application.Has(SourceSign.IntHandler) ? "INT" : null]).OfType<string>()
            // Without any handler the signal is not what is wrong; no-signal-handler says so.
            .DefaultIfEmpty("TERM");
    }

    private static string Who(Workload workload) => workload.HasSeaworthy ? "seaworthy" : workload.Application.Runtime switch
    {
        Runtime.DotNet => "the .NET host",
        Runtime.Python => "uvicorn",
        _ => "the server",
    };

    private static string Normalised(string signal)
    {
        var name = signal.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number switch { 1 => "HUP", 2 => "INT", 3 => "QUIT", 9 => "KILL", 15 => "TERM", 19 => "STOP", _ => name } : name;
    }
}
