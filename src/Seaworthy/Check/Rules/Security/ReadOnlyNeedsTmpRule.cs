using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Trees;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>Nothing may be written anywhere.</summary>
internal sealed class ReadOnlyNeedsTmpRule() : Rule("read-only-needs-tmp", Severity.Warning, RuleGroup.Security)
{
    public override string What => "A read-only container of Python or Node has nothing writable at /tmp.";

    public override string Why => "Uploads, caches and many libraries write to /tmp, often only under load: EROFS in the middle of a call. ASP.NET runs without it.";

    public override string Fix => "tmpfs: [/tmp], or an emptyDir at /tmp.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            command: ["python", "-m", "catalog"]
            read_only: true
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            command: ["python", "-m", "catalog"]
            read_only: true
            tmpfs: [/tmp]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Application.Runtime is Runtime.Python or Runtime.Node))
        {
            var setting = workload.Service?["read_only"] ?? workload.Container?.Map.Find("securityContext", "readOnlyRootFilesystem");
            if (setting is not { IsTrue: true } || Writable(workload).Any(path => path is "/tmp" or "/"))
                continue;
            yield return At(setting.Place, $"{workload.Name.Text} is read-only and has no /tmp.", workload.Service is not null ? "tmpfs: [/tmp]" : "an emptyDir volume mounted at /tmp");
        }
    }

    private static IEnumerable<string> Writable(Workload workload)
    {
        foreach (var mount in workload.Container?.Map["volumeMounts"]?.Items ?? [])
            yield return mount.Find("mountPath")?.Text?.TrimEnd('/') ?? "";
        foreach (var mount in workload.Service?["tmpfs"]?.Scalars ?? [])
            yield return mount.Text.Split(':')[0].TrimEnd('/');
        foreach (Node mount in workload.Service?["volumes"]?.Items ?? [])
            yield return mount.Map?["target"]?.Text ?? mount.Text?.Split(':').ElementAtOrDefault(1) ?? "";
    }
}
