using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>A key to the cluster's API that nobody asked for.</summary>
internal sealed class ServiceAccountTokenRule() : Rule("service-account-token", Severity.Warning, RuleGroup.Security)
{
    public override string What => "A pod gets a token for the cluster's API, and names no service account of its own.";

    public override string Why => "Every container finds the token in a file; a tool that can read files can talk to the API with it.";

    public override string Fix => "automountServiceAccountToken: false, or a service account of its own where the API is needed.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["CKV_K8S_38", "automountServiceAccountToken"];

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
          automountServiceAccountToken: false
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var container in model.On(Platform.Kubernetes).Select(workload => workload.Container!).DistinctBy(container => container.Pod))
        {
            // Who names an account of his own wants the token, unless the account says otherwise.
            var isOwn = container.Pod["serviceAccountName"]?.Text is { } account && account != "default";
            if (!isOwn && container.Pod["automountServiceAccountToken"] is not { IsFalse: true })
            {
                yield return At(container.Owner.KindPlace, $"{container.Owner.Name.Text} gets a token for the cluster's API.", "automountServiceAccountToken: false")
                    .WithEdits(Insertion.IntoMap(container.Pod, "automountServiceAccountToken: false"));
            }
        }
    }
}
