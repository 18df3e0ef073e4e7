using System.Text.RegularExpressions;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A comment that believes in a restart.</summary>
internal sealed partial class HealthcheckAsHealingRule() : Rule("healthcheck-as-healing", Severity.Warning, RuleGroup.Health)
{
    public override string What => "A comment beside a health check expects Docker to restart what is unhealthy.";

    public override string Why => "Docker and Compose only note unhealthy; restart policies act when a process ends. Swarm, Kubernetes and autoheal act on health.";

    public override string Fix => "Let the server end when it cannot recover (seaworthy restarts workers that hang), or run autoheal.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            restart: unless-stopped
            # restarts the container when it hangs
            healthcheck:
              test: ["CMD", "catalog", "health"]
              start_period: 10s
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            restart: unless-stopped
            # shows in docker ps, and orders depends_on
            healthcheck:
              test: ["CMD", "catalog", "health"]
              start_period: 10s
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (workload, check) in CheckList.Of(model).Where(item => item.Check.Source is CheckSource.Compose or CheckSource.Image))
        {
            var place = workload.Service?.Map.Entry("healthcheck")?.KeyPlace ?? check.Place;
            var healed = model.Compose.SelectMany(project => project.Services).Any(service => service["image"]?.Text?.Contains("autoheal", StringComparison.Ordinal) is true);
            for (var line = place.Line - 1; line >= 1 && !healed && place.File.Line(line).TrimStart().StartsWith('#'); line--)
            {
                if (Hope().IsMatch(place.File.Line(line)))
                    yield return At(place.File.PlaceOfLine(line), "Docker does not restart an unhealthy container; it only says so.", "a restart by the server itself: it ends when it cannot recover");
            }
        }
    }

    [GeneratedRegex(@"\b(?:auto-?\s?)?(?:restart|heal|recover)(?:s|ed|ing)?\b(?!.*\b(?:not|never|no)\b)(?<!\b(?:not|never|no)\b.*)", RegexOptions.IgnoreCase)]
    private static partial Regex Hope();
}
