using Seaworthy.Deployment;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>The Docker socket in a container.</summary>
internal sealed class DockerSockRule() : Rule("docker-sock", Severity.Error, RuleGroup.Security)
{
    public override string What => "The Docker socket is mounted into a container.";

    public override string Why => "Who may write there may start a container that mounts the host's root: it is root on the host, read-only or not.";

    public override string Fix => "Leave it out, or put a proxy in front that lets through only what is needed.";

    public override bool IsOurs => false;

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            environment: { DOCKER_HOST: tcp://socket-proxy:2375 }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            // What is made to guard the socket must have it.
            if (workload.Image?.Text is { } image && (image.Contains("socket-proxy", StringComparison.Ordinal) || image.Contains("autoheal", StringComparison.Ordinal) || image.Contains("traefik", StringComparison.Ordinal)))
                continue;
            foreach (var mount in Mounts(workload).Where(mount => mount.Text.Contains("docker.sock", StringComparison.Ordinal)))
                yield return At(mount.Place, $"{workload.Name.Text} has the Docker socket: it is root on the host.", "no such mount");
        }
    }

    private static IEnumerable<Located> Mounts(Workload workload)
    {
        foreach (var item in workload.Service?["volumes"]?.Items ?? [])
        {
            if ((item.Map?["source"]?.Located ?? item.Located) is { } source)
                yield return source;
        }
        foreach (var item in workload.Container?.Pod["volumes"]?.Items ?? [])
        {
            if (item.Find("hostPath", "path")?.Located is { } path)
                yield return path;
        }
    }
}
