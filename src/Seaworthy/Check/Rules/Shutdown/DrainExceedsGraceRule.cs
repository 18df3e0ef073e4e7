using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>The platform kills before the server is done: the arithmetic is that of the runtime.</summary>
internal sealed class DrainExceedsGraceRule() : Rule("drain-exceeds-grace", Severity.Error, RuleGroup.Shutdown)
{
    public override string What => "preStop + drain + 5 s is more than the platform's grace.";

    public override string Why =>
        "The platform sends SIGKILL while calls still run (137). An equal grace is no better: SIGKILL races the forced exit, and identical " +
        "runs ended now with 137 and now with 1. Unset it is 10 s for Docker and Compose, 30 s for Kubernetes, where preStop counts inside, " +
        "and 90 s for systemd.";

    public override string Fix => "Raise the grace, or lower the drain.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["seaworthy", "run", "--listen", "http://0.0.0.0:3000", "--shutdown-timeout", "30s", "--", "node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["seaworthy", "run", "--listen", "http://0.0.0.0:3000", "--shutdown-timeout", "30s", "--", "node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            stop_grace_period: 35s
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (workload is not { Grace: { } grace, Drain: { } drain })
                continue;
            var preStop = workload.PreStop?.Sleep ?? TimeSpan.Zero;
            var needed = (ShutdownBudget.Default with { Total = drain.Total }).PlatformGrace(preStop);
            if (grace.Value < needed)
                yield return Report(workload, grace, needed, preStop);
        }
    }

    private Finding Report(Workload workload, Grace grace, TimeSpan needed, TimeSpan preStop)
    {
        var drain = workload.Drain!;
        var before = preStop > TimeSpan.Zero ? $"preStop {DurationText.Format(preStop)} + " : "";
        var source = drain.What == "drain" ? "drain" : $"drain ({drain.What})";
        var message = $"{before}{source} {DurationText.Format(drain.Total)}{(drain.Place is { } place ? $" at {place.Short}" : "")} + margin {DurationText.Format(ShutdownBudget.PlatformMargin)} " +
            $"exceeds {grace.Setting} {DurationText.Format(grace.Value)}{(grace.IsDefault ? " (default)" : "")} at {grace.Place.Short}.";
        var setting = Setting(grace, needed);
        var most = grace.Value - ShutdownBudget.PlatformMargin - preStop;
        return At(grace.Place, message, most > TimeSpan.Zero ? $"{setting}, or a drain of at most {DurationText.Format(most)}" : setting)
            .With(drain.Place, "the drain").With(workload.PreStop?.Sleep is null ? null : workload.PreStop.Place, "the preStop hook")
            .WithEdits(Edits(workload, grace, setting, needed));
    }

    private static string Setting(Grace grace, TimeSpan needed) => grace.Setting switch
    {
        "stop_grace_period" => $"stop_grace_period: {DurationText.Format(needed)}",
        "terminationGracePeriodSeconds" => $"terminationGracePeriodSeconds: {Seconds(needed)}",
        var name => $"{name}={Seconds(needed)}",
    };

    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Edit> Edits(Workload workload, Grace grace, string setting, TimeSpan needed) => (workload, grace.IsDefault) switch
    {
        ({ Service: { } service }, true) => Insertion.IntoMap(service.Map, setting),
        ({ Container: { } container }, true) => Insertion.IntoMap(container.Pod, setting),
        ({ Unit: not null }, true) => [Insertion.Before(workload.Launch.Place, setting)],
        ({ Unit: not null }, false) => [new Edit(grace.Place, setting)],
        // What stands there may come from a variable; then a person must look.
        _ when grace.Place.Text.Contains('$', StringComparison.Ordinal) => [],
        ({ Container: not null }, false) => [new Edit(grace.Place, Seconds(needed))],
        _ => [new Edit(grace.Place, Quoted(grace.Place, DurationText.Format(needed)))],
    };

    private static string Quoted(Place place, string text) => place.Text is ['"' or '\'', ..] quoted ? $"{quoted[0]}{text}{quoted[0]}" : text;
}
