using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>One endpoint for two questions.</summary>
internal sealed class LivenessEqualsReadinessRule() : Rule("liveness-equals-readiness", Severity.Warning, RuleGroup.Health)
{
    public override string What => "The liveness probe asks the same endpoint as the readiness probe.";

    public override string Why => "A database that is away makes every replica not ready, which is right; asked for liveness as well, every replica is restarted, which cuts every call and helps nobody.";

    public override string Fix => "Liveness on an endpoint that depends on nothing, such as /health/live.";

    public override IReadOnlyList<string> Aliases => ["container-liveness-readiness"];

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              ports: [{ name: http, containerPort: 3000 }]
              readinessProbe: { httpGet: { path: /health, port: http } }
              livenessProbe: { httpGet: { path: /health, port: 3000 } }
        """;

    public override string Good => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              ports: [{ name: http, containerPort: 3000 }]
              readinessProbe: { httpGet: { path: /health/ready, port: http } }
              livenessProbe: { httpGet: { path: /health/live, port: 3000 } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.On(Platform.Kubernetes))
        {
            var live = workload.Checks.FirstOrDefault(check => check is { Source: CheckSource.Liveness, IsHttp: true });
            var ready = workload.Checks.FirstOrDefault(check => check is { Source: CheckSource.Readiness, IsHttp: true });
            if (live?.Path is null || ready?.Path is null || live.Path.Text != ready.Path.Text || workload.Container!.Port(live.Port) != workload.Container.Port(ready.Port))
                continue;
            yield return At(live.Path.Place, $"liveness asks {live.Path.Text} like readiness: when a dependency is away, every replica restarts.", "path: /health/live").With(ready.Path.Place, "the readiness probe");
        }
    }
}
