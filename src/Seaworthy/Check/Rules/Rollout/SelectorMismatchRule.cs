using Seaworthy.Deployment;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A selector that finds nothing.</summary>
internal sealed class SelectorMismatchRule() : Rule("selector-mismatch", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "A selector does not match the labels of the pods it is for.";

    public override string Why => "A Deployment whose selector misses its own template is refused; a Service whose selector matches no pod has no endpoints, and every request fails.";

    public override string Fix => "The same labels in both places.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["mismatching-selector", "dangling-service"];

    public override string Bad => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: catalog }
        spec: { selector: { app: catalogue } }
        """;

    public override string Good => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: catalog }
        spec: { selector: { app: catalog } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        var byLabel = model.Manifests.SelectMany(set => set.Objects).SelectMany(item => (item.PodLabels?.Entries ?? []).Select(label => (label, item)))
            .ToLookup(found => (found.label.Name, found.label.Value.Text), found => found.item);
        foreach (var set in model.Manifests)
        {
            var pods = set.Objects.Where(item => item.PodLabels is not null).ToArray();
            foreach (var owner in pods.Where(item => item.Spec?.Find("selector", "matchLabels") is MapNode))
            {
                if (Spec(owner) is { } selector && !ManifestSet.Selects(selector, owner))
                    yield return At(selector.Place, $"the selector of {owner.Name.Text} does not match the labels of its own template.", "the same labels").With(owner.PodLabels!.Place, "the labels");
            }
            foreach (var service in set.Of("Service").Where(_ => pods.Length > 0))
            {
                if (service.Spec?["selector"]?.Map is { Entries.Count: > 0 } selector && !byLabel[(selector.Entries[0].Name, selector.Entries[0].Value.Text)].Any(pod => ManifestSet.Selects(selector, pod)) && !IsElsewhere(set, selector))
                    yield return At(selector.Place, $"the Service {service.Name.Text} matches no pod of these manifests.", $"the labels of the pods, such as those of {pods[0].Name.Text}").With(pods[0].PodLabels!.Place, "labels of a pod");
            }
        }
    }

    private static MapNode? Spec(Manifest owner) => owner.Spec?.Find("selector", "matchLabels")?.Map;

    // Operators make pods of kinds that are not read here.
    private static bool IsElsewhere(ManifestSet set, MapNode selector) => set.Objects.Any(item => item.PodSpec is null && item.Kind is not ("Service" or "Ingress" or "ConfigMap" or "Secret")
        && item.Map["apiVersion"]?.Text?.Contains('.', StringComparison.Ordinal) is true && selector.Entries.Any(entry => entry.Value.Text == item.Name.Text));
}
