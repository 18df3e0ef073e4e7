using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Kubernetes;

namespace Seaworthy.ContainerTests.Init;

/// <summary>The generated Deployment in a real pod.</summary>
public class GeneratedPodTests
{
    [Fact]
    public async Task It_runs_and_stops_under_podman_kube_play()
    {
        var generated = await GeneratedServer.OfAsync("node-stdio");
        await using var podman = await Podman.WithImagesAsync(generated.Image);
        // One pod, because podman publishes each container port on the one host that it has.
        var deployment = generated.Text("k8s/deployment.yaml");
        Assert.Contains("replicas: 2", deployment, StringComparison.Ordinal);
        const string Server = "notes-server-pod-0-server";

        await podman.PlayAsync(deployment.Replace("replicas: 2", "replicas: 1", StringComparison.Ordinal));
        await Eventually.IsAsync(
            async () => (await podman.GetAsync(Server, "/health/ready")).EndsWith("\n200", StringComparison.Ordinal), "readiness",
            async () => (await podman.TryAsync("logs", Server)).ToString());

        Assert.EndsWith("\n200", await podman.GetAsync(Server, "/health/startup"), StringComparison.Ordinal);
        Assert.EndsWith("\n200", await podman.GetAsync(Server, "/health/live"), StringComparison.Ordinal);
        Assert.Equal(
            "1000:1000 true", await podman.RunAsync("inspect", "--format", "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}", Server));
        await podman.RunAsync("stop", "--time", "35", Server);
        Assert.Equal("0", await podman.RunAsync("inspect", "--format", "{{.State.ExitCode}}", Server));
        // The shutdown delay of the manifest: not ready and still serving, before the drain.
        Assert.Contains("-> Announcing", (await podman.TryAsync("logs", Server)).ToString(), StringComparison.Ordinal);
    }
}
