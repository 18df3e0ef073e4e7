using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A server that stays down.</summary>
internal sealed class NoRestartRule() : Rule("no-restart", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "A server that ends is not started again.";

    public override string Why => "Compose and systemd restart nothing unless told: after a crash, or a reboot, it stays down.";

    public override string Fix => "restart: unless-stopped; Restart=always or on-failure.";

    public override bool IsOurs => false;

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            ports: ["3000:3000"]
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            ports: ["3000:3000"]
            restart: unless-stopped
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            // What serves nothing may be a job; under a profile it is started by hand.
            if (workload.Service is { } service && service.Restart is null or { Text: "no" } && service.Map.Has("ports") && !service.Map.Has("profiles"))
            {
                yield return At(service.Restart?.Place ?? service.Name.Place, $"{service.Name.Text} is not started again when it ends.", "restart: unless-stopped")
                    .WithEdits(service.Restart is null ? Insertion.IntoMap(service.Map, "restart: unless-stopped") : []);
            }
            if (workload.Unit is { } unit && unit.Service("Restart") is null or { Value.Text: "no" })
            {
                var set = unit.Service("Restart");
                yield return At(set?.Place ?? workload.Launch.Place, $"{workload.Name.Text} is not started again when it ends.", "Restart=on-failure")
                    .WithEdits(set is null ? Insertion.Before(workload.Launch.Place, "Restart=on-failure") : new Edit(set.Place, "Restart=on-failure"));
            }
        }
    }
}
