using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>Rights of root that nobody needs.</summary>
internal sealed class CapabilitiesRule() : Rule("capabilities", Severity.Warning, RuleGroup.Security)
{
    public override string What => "A container keeps or adds capabilities.";

    public override string Why => "The default set lets root in the container change owners, bind low ports and send raw packets. A server needs none of it.";

    public override string Fix => "drop: [ALL], and add back the one that is needed.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["drop-net-raw-capability", "dangerousCapabilities"];

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              securityContext: { capabilities: { add: [SYS_ADMIN] } }
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
              securityContext: { capabilities: { drop: [ALL] } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            var dangerous = (workload.Service?["cap_add"] ?? workload.Container?.Map.Find("securityContext", "capabilities", "add"))?.Scalars
                .FirstOrDefault(item => item.Text.Replace("CAP_", "", StringComparison.OrdinalIgnoreCase).ToUpperInvariant() is "SYS_ADMIN" or "ALL" or "SYS_PTRACE" or "SYS_MODULE" or "NET_ADMIN" or "DAC_READ_SEARCH");
            if (dangerous is not null)
                yield return At(dangerous.Place, Severity.Error, $"{dangerous.Text} gives {workload.Name.Text} rights over the host.", "no such capability");
            if (workload.Container is { } container && container.Map.Find("securityContext", "capabilities", "drop")?.Scalars.Any(item => item.Text is "ALL" or "all") is not true)
                yield return At(container.Name.Place, $"{container.Name.Text} keeps the default capabilities.", "securityContext: { capabilities: { drop: [ALL] } }");
        }
    }
}
