using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>Programs that may become root.</summary>
internal sealed class PrivilegeEscalationRule() : Rule("privilege-escalation", Severity.Warning, RuleGroup.Security)
{
    public override string What => "A container's processes may gain rights that their parent does not have.";

    public override string Why => "A setuid program in the image makes root out of any user. allowPrivilegeEscalation is true unless it is set.";

    public override string Fix => "allowPrivilegeEscalation: false; in Compose no-new-privileges.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["privilege-escalation-container", "privilegeEscalationAllowed"];

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
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
              securityContext: { allowPrivilegeEscalation: false }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        from workload in model.On(Platform.Kubernetes)
        let setting = workload.Container!.Map.Find("securityContext", "allowPrivilegeEscalation")
        where setting is not { IsFalse: true }
        select At(setting?.Place ?? workload.Name.Place, $"processes of {workload.Name.Text} may become root through a setuid program.", "securityContext: { allowPrivilegeEscalation: false }");
}
