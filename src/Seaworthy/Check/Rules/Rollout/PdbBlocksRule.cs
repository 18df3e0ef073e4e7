using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A budget that allows nothing.</summary>
internal sealed class PdbBlocksRule() : Rule("pdb-blocks", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "A PodDisruptionBudget allows no pod to be evicted.";

    public override string Why => "A node with such a pod can never be drained: upgrades hang until somebody deletes the pod by force, which drains nothing.";

    public override string Fix => "maxUnavailable: 1.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["pdb-max-unavailable", "pdb-min-available"];

    public override string Bad => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 2
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } } }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: catalog }
        spec: { minAvailable: 2, selector: { matchLabels: { app: catalog } } }
        """;

    public override string Good => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 2
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } } }
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
            foreach (var budget in set.Of("PodDisruptionBudget"))
            {
                if (Blocks(set, budget) is { } setting)
                    yield return At(setting.Place, $"{budget.Name.Text} allows no eviction ({setting.Text}): its nodes can never be drained.", "maxUnavailable: 1");
            }
        }
    }

    private static Located? Blocks(ManifestSet set, Manifest budget)
    {
        if (budget.Spec?["maxUnavailable"]?.Located is { Text: "0" or "0%" } none)
            return new($"maxUnavailable {none.Text}", none.Place);
        if (budget.Spec?["minAvailable"]?.Located is not { } least)
            return null;
        var owner = set.Objects.FirstOrDefault(item => item.IsService && item.PodLabels is not null && ManifestSet.Selects(budget.Spec.Find("selector", "matchLabels")?.Map, item));
        var isAll = least.Text == "100%" || owner is not null && int.TryParse(least.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(owner.Spec?["replicas"]?.Text ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) && number >= replicas
            && !set.Of("HorizontalPodAutoscaler").Any();
        return isAll ? new($"minAvailable {least.Text}", least.Place) : null;
    }
}
