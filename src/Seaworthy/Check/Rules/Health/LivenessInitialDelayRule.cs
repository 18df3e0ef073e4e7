using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A guess at the time a start takes.</summary>
internal sealed class LivenessInitialDelayRule() : Rule("liveness-initial-delay", Severity.Warning, RuleGroup.Health)
{
    public override string What => "A liveness probe waits a fixed initial delay instead of using a startup probe.";

    public override string Why => "A start that takes longer than the guess is killed, and started again, for ever; a quick one is not watched for as long. A startup probe ends as soon as the server is up.";

    public override string Fix => "A startupProbe with the same request, and no initialDelaySeconds.";

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              livenessProbe: { httpGet: { path: /health/live, port: 3000 }, initialDelaySeconds: 60 }
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
              startupProbe: { httpGet: { path: /health/startup, port: 3000 }, periodSeconds: 2, failureThreshold: 30 }
              livenessProbe: { httpGet: { path: /health/live, port: 3000 } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        from workload in model.On(Platform.Kubernetes)
        from check in workload.Checks
        where check is { Source: CheckSource.Liveness, StartPeriod: not null } && workload.Checks.All(other => other.Source != CheckSource.Startup)
        // A few seconds are no guess at a start, only a little patience.
        where int.TryParse(check.StartPeriod!.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= 15
        select At(check.StartPeriod!.Place, $"liveness begins after {check.StartPeriod.Text} s whether the server is up or not.", "startupProbe with the same request, periodSeconds: 2 and failureThreshold: 30");
}
