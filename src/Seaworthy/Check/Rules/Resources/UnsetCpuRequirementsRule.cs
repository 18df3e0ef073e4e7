using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Resources;

/// <summary>A container that asks for no processor time.</summary>
internal sealed class UnsetCpuRequirementsRule() : Rule("unset-cpu-requirements", Severity.Warning, RuleGroup.Resources)
{
    public override string What => "A container requests no processor time.";

    public override string Why => "The scheduler puts it anywhere, and on a busy node it gets what is left: probes time out first, and autoscaling by utilisation has nothing to divide by.";

    public override string Fix => "resources.requests.cpu.";

    public override bool IsOurs => false;

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              resources: { limits: { memory: 512Mi } }
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
              resources: { requests: { cpu: 250m }, limits: { memory: 512Mi } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        from workload in model.On(Platform.Kubernetes)
        let container = workload.Container!
        // A limit without a request is a request as well.
        where container.Map.Find("resources", "requests", "cpu") is null && container.Map.Find("resources", "limits", "cpu") is null
        where !container.Set.Of("LimitRange").Any()
        select At(container.Name.Place, $"{container.Name.Text} requests no processor time.", "resources: { requests: { cpu: 250m } }");
}
