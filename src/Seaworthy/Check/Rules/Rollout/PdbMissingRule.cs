using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Kubernetes;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>Maintenance may take every replica at once.</summary>
internal sealed class PdbMissingRule() : Rule("pdb-missing", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "Several replicas behind a Service have no PodDisruptionBudget.";

    public override string Why => "Draining nodes for an upgrade may evict all replicas at the same time.";

    public override string Fix => "A PodDisruptionBudget with maxUnavailable: 1.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["no-pdb", "deployment-has-poddisruptionbudget"];

    public override string Bad => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 2
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } }, spec: { containers: [{ name: catalog, image: "registry.example/catalog:1.0" }] } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: catalog }
        spec: { selector: { app: catalog } }
        """;

    public override string Good => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 2
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } }, spec: { containers: [{ name: catalog, image: "registry.example/catalog:1.0" }] } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: catalog }
        spec: { selector: { app: catalog } }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: catalog }
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: catalog } } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var set in model.Manifests)
        {
            foreach (var owner in set.Objects.Where(item => item.Kind is "Deployment" or "StatefulSet"))
            {
                var several = int.TryParse(owner.Spec?["replicas"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1;
                if (several && set.ServicesOf(owner).Any() && !set.Of("PodDisruptionBudget").Any(budget => ManifestSet.Selects(budget.Spec?.Find("selector", "matchLabels")?.Map, owner)))
                    yield return At(owner.Name.Place, $"{owner.Name.Text} has {count} replicas and no PodDisruptionBudget.", "a PodDisruptionBudget with maxUnavailable: 1");
            }
        }
    }
}
