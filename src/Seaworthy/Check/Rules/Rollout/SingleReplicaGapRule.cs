using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A deploy during which nobody serves.</summary>
internal sealed class SingleReplicaGapRule() : Rule("single-replica-gap", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "A Deployment of one replica is replaced by Recreate, or may have all its pods unavailable.";

    public override string Why => "The old pod is gone before the new one is ready: every deploy is an outage. The default, 25 %, rounds down to none and is fine.";

    public override string Fix => "RollingUpdate with maxUnavailable: 0 and maxSurge: 1.";

    public override string Bad => """
        ==> deployment.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 1
          strategy: { type: Recreate }
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } } }
        """;

    public override string Good => """
        ==> deployment.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 1
          strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }
          selector: { matchLabels: { app: catalog } }
          template: { metadata: { labels: { app: catalog } } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var deployment in model.Manifests.SelectMany(set => set.Of("Deployment")))
        {
            var replicas = int.TryParse(deployment.Spec?["replicas"]?.Text ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;
            // A volume that only one node may write forces Recreate; rwo-rolling-update says what happens otherwise.
            if (Gap(deployment, replicas) is { } gap && !UsesClaim(deployment))
                yield return At(gap.Place, $"{deployment.Name.Text} has {replicas} {(replicas == 1 ? "replica" : "replicas")} and {gap.Text}: nobody serves during a deploy.", "strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }");
        }
    }

    private static Located? Gap(Manifest deployment, int replicas)
    {
        var strategy = deployment.Spec?["strategy"]?.Map;
        if (strategy?["type"]?.Located is { Text: "Recreate" } type && replicas > 0)
            return new("strategy Recreate", type.Place);
        if (strategy?.Find("rollingUpdate", "maxUnavailable")?.Located is not { } most || replicas < 1)
            return null;
        var gone = most.Text.EndsWith('%') && int.TryParse(most.Text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var share)
            ? replicas * share / 100 : int.TryParse(most.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return gone >= replicas ? new($"maxUnavailable {most.Text}", most.Place) : null;
    }

    private static bool UsesClaim(Manifest deployment) => deployment.PodSpec?["volumes"]?.Items.Any(volume => volume.Find("persistentVolumeClaim") is not null) is true;
}
