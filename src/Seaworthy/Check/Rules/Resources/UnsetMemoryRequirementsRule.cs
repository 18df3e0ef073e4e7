using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Resources;

/// <summary>A server that may take all the memory there is.</summary>
internal sealed class UnsetMemoryRequirementsRule() : Rule("unset-memory-requirements", Severity.Error, RuleGroup.Resources)
{
    public override string What => "A server has no memory limit.";

    public override string Why => "One that leaks takes the memory of the whole machine, and the kernel then kills whatever is largest, which may be the database. Runtimes also size their heaps by the limit.";

    public override string Fix => "deploy.resources.limits.memory, resources.limits.memory, or MemoryMax.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["memoryLimitsMissing", "CKV_K8S_13"];

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
            deploy: { resources: { limits: { memory: 512M } } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Memory is null))
        {
            if (workload.Service is { } service && !service.Map.Has("mem_limit") && service.Map.Find("deploy", "resources", "limits", "memory") is null && !service.Map.Has("profiles"))
                yield return At(service.Name.Place, $"{service.Name.Text} has no memory limit.", "deploy: { resources: { limits: { memory: 512M } } }");
            else if (workload.Container is { } container && container.Map.Find("resources", "limits", "memory") is null && !HasDefaults(container))
                yield return At(container.Name.Place, $"{container.Name.Text} has no memory limit.", "resources: { limits: { memory: 512Mi } }");
            else if (workload.Unit is { } unit && unit.Service("MemoryMax") is null)
                yield return At(workload.Launch.Place, Severity.Warning, $"{workload.Name.Text} has no memory limit.", "MemoryMax=512M");
        }
    }

    // A LimitRange gives every container of its namespace a limit.
    private static bool HasDefaults(Deployment.Kubernetes.PodContainer container) => container.Set.Of("LimitRange").Any(range => range.Namespace == container.Owner.Namespace);
}
