using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Artefacts;

/// <summary>Every file of a plan, in the order in which they are told.</summary>
internal static class ArtefactSet
{
    /// <summary>The files.</summary>
    public static IEnumerable<Artefact> Of(DeploymentPlan plan)
    {
        if (plan.Targets.HasFlag(Target.Docker))
        {
            yield return New(plan.Dockerfile, Dockerfile(plan));
            yield return New(IgnoreFile.PathOf(plan), IgnoreFile.Write(plan));
        }
        if (plan.Targets.HasFlag(Target.Compose))
        {
            yield return New("compose.yaml", ComposeFile.Write(plan));
            yield return New(".env.production.example", EnvironmentExample.Write(plan));
        }
        if (plan.Targets.HasFlag(Target.Kubernetes))
        {
            foreach (var artefact in Cluster(plan))
                yield return artefact;
        }
        if (plan.Targets.HasFlag(Target.Systemd))
            yield return New($"systemd/{plan.Name}.service", UnitText.Write(plan));
    }

    private static IEnumerable<Artefact> Cluster(DeploymentPlan plan)
    {
        Artefact[] applied =
        [
            New("k8s/deployment.yaml", DeploymentManifest.Write(plan)),
            New("k8s/service.yaml", ClusterManifests.Service(plan)),
            New("k8s/poddisruptionbudget.yaml", ClusterManifests.Disruption(plan)),
            .. plan.Cluster.MaxReplicas is { } most ? [New("k8s/horizontalpodautoscaler.yaml", Exposure.Autoscaler(plan, most))] : (Artefact[])[],
            .. plan.Cluster.IngressHost is { } host ? [New("k8s/ingress.yaml", Exposure.Ingress(plan, host))] : (Artefact[])[],
            .. plan.Cluster.GatewayHost is { } name ? [New("k8s/httproute.yaml", Exposure.Route(plan, name))] : (Artefact[])[],
            .. plan.Cluster.HasNetworkPolicy ? [New("k8s/networkpolicy.yaml", Exposure.Policy(plan))] : (Artefact[])[],
        ];
        return
        [
            .. applied,
            New("k8s/kustomization.yaml", ClusterManifests.Kustomization(plan, applied.Select(artefact => artefact.Path["k8s/".Length..]))),
            .. plan.Database == DatabaseUse.None ? (Artefact[])[] : [New("k8s/secret.example.yaml", ClusterManifests.Secret(plan))],
        ];
    }

    private static Quoting.Text<Quoting.DockerfileQuoting> Dockerfile(DeploymentPlan plan) => plan.Project switch
    {
        NodeProject node => NodeDockerfile.Write(plan, node),
        DotNetProject dotNet => DotNetDockerfile.Write(plan, dotNet),
        PythonProject python => PythonDockerfile.Write(plan, python),
        GoProject go => GoDockerfile.Write(plan, go),
        RustProject rust => RustDockerfile.Write(plan, rust),
        _ => throw new NotSupportedException(plan.Project.Language.ToString()),
    };

    private static Artefact New<TQuoting>(string path, Quoting.Text<TQuoting> text)
        where TQuoting : Quoting.IQuoting => new(path, text.ToString().TrimEnd('\n') + "\n");
}
