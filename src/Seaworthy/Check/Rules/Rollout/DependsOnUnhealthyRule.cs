using Seaworthy.Deployment;
using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Trees;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A start that does not wait, or waits for ever.</summary>
internal sealed class DependsOnUnhealthyRule() : Rule("depends-on-unhealthy", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "depends_on waits only for the start of a service that has a health check, or for the health of one that has none.";

    public override string Why => "Started is not ready: the server meets a database that refuses. Waiting for service_healthy without a health check ends the start with an error.";

    public override string Fix => "condition: service_healthy, and a healthcheck on the other side.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            depends_on: [db]
          db:
            image: postgres:17
            healthcheck: { test: ["CMD", "pg_isready"], start_period: 30s }
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            depends_on: { db: { condition: service_healthy } }
          db:
            image: postgres:17
            healthcheck: { test: ["CMD", "pg_isready"], start_period: 30s }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        var checks = model.On(Platform.Compose).ToDictionary(workload => workload.Service!, workload => workload);
        foreach (var service in checks.Keys)
        {
            foreach (var (name, condition, place) in Dependencies(service))
            {
                if (service.Project.Services.FirstOrDefault(other => other.Name.Text == name) is not { } other)
                    continue;
                // Who writes service_started means it.
                var has = checks[other].Checks.Count > 0;
                if (condition is null && has && other["healthcheck"] is not null)
                {
                    yield return At(place, $"{service.Name.Text} waits only until {name} has started, although {name} has a health check.", $"depends_on: {{ {name}: {{ condition: service_healthy }} }}")
                        .With(other.Map.Entry("healthcheck")!.KeyPlace, "the health check");
                }
                // An image of somebody else may bring a HEALTHCHECK.
                else if (condition == "service_healthy" && !has && checks[other].Build is not null)
                {
                    yield return At(place, Severity.Error, $"{service.Name.Text} waits for the health of {name}, which has no health check: the start fails.", $"a healthcheck on {name}").With(other.Name.Place, "the service");
                }
            }
        }
    }

    private static IEnumerable<(string Name, string? Condition, Deployment.Text.Place Place)> Dependencies(ComposeService service) => service["depends_on"] switch
    {
        MapNode map => map.Entries.Select(entry => (entry.Name, entry.Value.Find("condition")?.Text, entry.KeyPlace)),
        ListNode list => list.Scalars.Select(item => (item.Text, (string?)null, item.Place)),
        _ => [],
    };
}
