using Seaworthy.Deployment;

namespace Seaworthy.Check.Rules.Security;

/// <summary>A container that is the host.</summary>
internal sealed class PrivilegedContainerRule() : Rule("privileged-container", Severity.Error, RuleGroup.Security)
{
    public override string What => "A container is privileged.";

    public override string Why => "It has every capability and every device of the host: a tool that runs a command owns the machine.";

    public override string Fix => "Leave it out; add the one capability that is needed.";

    public override bool IsOurs => false;

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            privileged: true
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            cap_drop: [ALL]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        from workload in model.Workloads
        let setting = workload.Service?["privileged"] ?? workload.Container?.Map.Find("securityContext", "privileged")
        where setting is { IsTrue: true }
        select At(setting.Place, $"{workload.Name.Text} is privileged: it owns the machine.", "privileged: false");
}
