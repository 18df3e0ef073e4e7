using System.Globalization;
using Seaworthy.Deployment;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>All replicas on one node.</summary>
internal sealed class NoSpreadRule() : Rule("no-spread", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "Several replicas have neither a topology spread nor an anti-affinity.";

    public override string Why => "The scheduler may put all of them on one node, and that node takes all of them along.";

    public override string Fix => "topologySpreadConstraints over kubernetes.io/hostname.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["no-anti-affinity", "topologySpreadConstraint"];

    public override string Bad => """
        ==> deployment.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 2
          selector: { matchLabels: { app: catalog } }
          template:
            metadata: { labels: { app: catalog } }
            spec: { containers: [{ name: catalog, image: "registry.example/catalog:1.0" }] }
        """;

    public override string Good => """
        ==> deployment.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 2
          selector: { matchLabels: { app: catalog } }
          template:
            metadata: { labels: { app: catalog } }
            spec:
              topologySpreadConstraints:
                - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: catalog } } }
              containers: [{ name: catalog, image: "registry.example/catalog:1.0" }]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        from owner in model.Manifests.SelectMany(set => set.Objects)
        where owner.Kind is "Deployment" or "StatefulSet" && owner.PodSpec is not null
        where int.TryParse(owner.Spec?["replicas"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1
        where owner.PodSpec!["topologySpreadConstraints"] is null && owner.PodSpec.Find("affinity", "podAntiAffinity") is null
        select At(owner.Name.Place, $"all replicas of {owner.Name.Text} may land on one node.", "topologySpreadConstraints over kubernetes.io/hostname");
}
