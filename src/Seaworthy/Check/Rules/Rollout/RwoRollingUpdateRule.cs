using Seaworthy.Deployment;
using Seaworthy.Deployment.Kubernetes;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A volume for one node under a rolling update.</summary>
internal sealed class RwoRollingUpdateRule() : Rule("rwo-rolling-update", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "A Deployment with a ReadWriteOnce volume is updated by rolling.";

    public override string Why => "The new pod may land on another node, where the volume cannot be attached while the old pod has it, and the old one stays until the new one is ready: the deploy hangs. On one node both write at once.";

    public override string Fix => "strategy: { type: Recreate }, a StatefulSet, or ReadWriteMany.";

    public override string Bad => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          selector: { matchLabels: { app: catalog } }
          template:
            metadata: { labels: { app: catalog } }
            spec:
              volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { accessModes: [ReadWriteOnce] }
        """;

    public override string Good => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          strategy: { type: Recreate }
          selector: { matchLabels: { app: catalog } }
          template:
            metadata: { labels: { app: catalog } }
            spec:
              volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { accessModes: [ReadWriteOnce] }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var set in model.Manifests)
        {
            foreach (var deployment in set.Of("Deployment").Where(item => item.Spec?.Find("strategy", "type")?.Text != "Recreate"))
            {
                foreach (var volume in deployment.PodSpec?["volumes"]?.Items ?? [])
                {
                    if (volume.Find("persistentVolumeClaim", "claimName")?.Located is { } name && Claim(set, name.Text) is { } claim)
                    {
                        yield return At(name.Place, $"{deployment.Name.Text} rolls, and its volume {name.Text} is ReadWriteOnce: the new pod waits for the old one, and the old one for the new one.", "strategy: { type: Recreate }")
                            .With(claim.Name.Place, "the volume");
                    }
                }
            }
        }
    }

    private static Manifest? Claim(ManifestSet set, string name) => set.Of("PersistentVolumeClaim").FirstOrDefault(claim => claim.Name.Text == name
        && claim.Spec?["accessModes"]?.Scalars.All(mode => mode.Text.StartsWith("ReadWriteOnce", StringComparison.Ordinal)) is true);
}
