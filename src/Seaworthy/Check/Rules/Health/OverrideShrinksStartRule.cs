using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Check.Rules.Health;

/// <summary>Compose gives a start less time than the image says it needs.</summary>
internal sealed class OverrideShrinksStartRule() : Rule("override-shrinks-start", Severity.Warning, RuleGroup.Health)
{
    public override string What => "A start_period in Compose is shorter than the image's own --start-period.";

    public override string Why => "Who built the image knew how long it takes to start. With less, failures during the start count, and the container is unhealthy before it was ever ready.";

    public override string Fix => "Leave start_period out (the image's holds then), or set it at least as long.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --start-period=60s CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            healthcheck:
              start_period: 5s
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --start-period=60s CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            healthcheck:
              start_period: 60s
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.On(Platform.Compose))
        {
            var set = workload.Service!["healthcheck"]?.Find("start_period")?.Located;
            var image = workload.Build?.Healthcheck?.Flags.GetValueOrDefault("start-period");
            if (set is null || image is null || !ComposeDuration.TryParse(set.Text, out var here) || !ComposeDuration.TryParse(image.Text, out var there) || here >= there)
                continue;
            yield return At(set.Place, $"start_period {DurationText.Format(here)} is shorter than the image's {DurationText.Format(there)} at {image.Place.Short}.", $"start_period: {DurationText.Format(there)}")
                .With(image.Place, "the image's start period").WithEdits(new Edit(set.Place, DurationText.Format(there)));
        }
    }
}
