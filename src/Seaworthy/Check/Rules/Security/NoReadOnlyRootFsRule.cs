using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>A root file system that may be written.</summary>
internal sealed class NoReadOnlyRootFsRule() : Rule("no-read-only-root-fs", Severity.Warning, RuleGroup.Security)
{
    public override string What => "A container's root file system may be written.";

    public override string Why => "Whoever gets in can change the server's own files, and what is written there grows until the node evicts the pod. ASP.NET runs read-only as it is.";

    public override string Fix => "read_only: true, or readOnlyRootFilesystem: true, with a tmpfs or emptyDir at /tmp where it is needed.";

    public override bool IsOurs => false;

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
              securityContext: { readOnlyRootFilesystem: true }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (workload.Container is { } container && container.Map.Find("securityContext", "readOnlyRootFilesystem") is not { IsTrue: true })
                yield return At(container.Name.Place, $"{container.Name.Text} may write to its root file system.", "securityContext: { readOnlyRootFilesystem: true }");
            // In Compose only what is built here is judged: databases write, and nobody hardens them there.
            else if (workload is { Platform: Platform.Compose, Build: not null } && workload.Service!["read_only"] is not { IsTrue: true })
                yield return At(workload.Name.Place, Severity.Info, $"{workload.Name.Text} may write to its root file system.", "read_only: true and tmpfs: [/tmp]");
        }
    }
}
