using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A health check that counts from the first second.</summary>
internal sealed class NoStartPeriodRule() : Rule("no-start-period", Severity.Error, RuleGroup.Health)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(90);

    public override string What => "A health check with short intervals has no start period.";

    public override string Why => "Failures while the server starts count: it is unhealthy before it ever was ready, Swarm and autoheal restart it, depends_on gives up, and it never comes up.";

    public override string Fix => "--start-period, or start_period, above the longest start.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --interval=5s --timeout=3s CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --start-period=30s --interval=5s --timeout=3s CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (workload, check) in CheckList.Of(model))
        {
            if (check.Source is not (CheckSource.Image or CheckSource.Compose) || check.StartPeriod is not null)
                continue;
            var interval = check.Interval is { } set && ComposeDuration.TryParse(set.Text, out var value) ? value : TimeSpan.FromSeconds(30);
            var retries = int.TryParse(check.Retries?.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1000 ? number : 3;
            // interval × retries is what a start has before it counts as a failure; the defaults leave 90 s.
            if (interval * retries > Usual)
                continue;
            // Databases of others are up within seconds.
            var severity = interval * retries < Usual && workload.Build is not null ? Severity.Error : Severity.Warning;
            var finding = At(check.Place, severity, $"{check.Setting} has no start period: failures count from the first second, and after {Hosting.Contract.DurationText.Format(interval * retries)} it is unhealthy.",
                check.Source == CheckSource.Image ? "--start-period=30s" : "start_period: 30s");
            yield return check.Source == CheckSource.Image
                ? finding.WithEdits(new Edit(check.Place.File.At(check.Place.Start + "HEALTHCHECK".Length, 0), " --start-period=30s"))
                : finding.WithEdits(check.Map is null ? [] : Insertion.IntoMap(check.Map, "start_period: 30s"));
        }
    }
}
