using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Resources;

/// <summary>A limit that slows down and protects nobody.</summary>
internal sealed class CpuLimitRule() : Rule("cpu-limit", Severity.Info, RuleGroup.Resources)
{
    public override string What => "A Kubernetes container has a processor limit below one core.";

    public override string Why => "The kernel stops it for the rest of each 100 ms once its share is used, although the node may be idle: starts, collections and probes take many times as long. Requests already share fairly.";

    public override string Fix => "A request, and no limit or one of at least a core.";

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              resources: { requests: { cpu: 100m }, limits: { cpu: 100m, memory: 512Mi } }
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
              resources: { requests: { cpu: 100m }, limits: { memory: 512Mi } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.On(Platform.Kubernetes))
        {
            if (workload.Container!.Map.Find("resources", "limits", "cpu")?.Located is { } limit && ByteSize.Kubernetes(limit.Text) is { } cores and > 0 and < 1)
                yield return At(limit.Place, $"a limit of {limit.Text} stops the server for most of each 100 ms as soon as it works.", "no cpu limit, or at least 1");
        }
    }
}
