using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Kubernetes;

/// <summary>The Deployment in a real pod.</summary>
public class PodTests
{
    private const string Server = "product-server-pod-0-server";

    [Fact]
    public async Task The_Deployment_runs_and_stops_under_podman_kube_play()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var podman = await Podman.WithImagesAsync(image.Tag, PostgresContainer.Image);
        await podman.CreateSecretAsync("product-server", "database-url", "postgresql://products:secret@127.0.0.1:5432/products?sslmode=disable");

        await podman.PlayAsync(Played(Manifests.Text("deployment.yaml"), image.Tag));
        await Eventually.IsAsync(
            async () => (await podman.GetAsync(Server, "/health/ready")).EndsWith("\n200", StringComparison.Ordinal), "readiness",
            async () => (await podman.TryAsync("logs", Server)).ToString());

        Assert.EndsWith("\n200", await podman.GetAsync(Server, "/health/startup"), StringComparison.Ordinal);
        Assert.EndsWith("\n200", await podman.GetAsync(Server, "/health/live"), StringComparison.Ordinal);
        Assert.Equal(
            "1654:1654 true 536870912 1000000000",
            await podman.RunAsync("inspect", "--format", "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}", Server));
        await podman.RunAsync("stop", "--time", "35", Server);
        Assert.Equal("0", await podman.RunAsync("inspect", "--format", "{{.State.ExitCode}}", Server));
        var log = (await podman.TryAsync("logs", Server)).ToString();
        // The shutdown delay of the manifest: not ready and still serving, before the drain.
        Assert.Contains("-> Announcing", log, StringComparison.Ordinal);
        Assert.Contains("-> Stopped", log, StringComparison.Ordinal);
    }

    // One pod, because podman publishes each container port on the one host that it has; and a database inside, because the
    // network namespace of the test reaches no other.
    private static string Played(string deployment, string image)
    {
        var played = deployment
            .Replace("replicas: 2", "replicas: 1", StringComparison.Ordinal)
            .Replace("image: product-server:0.1.0", $"image: {image}", StringComparison.Ordinal)
            .Replace("\n      volumes:\n", $$"""

                        - name: db
                          image: {{PostgresContainer.Image}}
                          env:
                            - { name: POSTGRES_USER, value: products }
                            - { name: POSTGRES_PASSWORD, value: secret }
                            - { name: PGDATA, value: /tmp/data }
                          securityContext: { runAsUser: 999, runAsGroup: 999 }
                      volumes:

                """, StringComparison.Ordinal);
        Assert.Contains("name: db", played, StringComparison.Ordinal);
        return played;
    }
}
