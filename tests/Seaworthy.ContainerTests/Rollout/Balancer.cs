using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Rollout;

/// <summary>nginx before the replicas of a network, which are called <c>replica-1</c> and <c>replica-2</c> there.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Balancer()
    {
    }

    /// <summary>The container.</summary>
    public Container Container { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Starts it, and waits until it reaches a replica.</summary>
    /// <param name="network">Of the replicas.</param>
    /// <param name="sendsAgain">Whether it gives calls that it had sent to one replica to the other.</param>
    public static async Task<Balancer> StartAsync(Network network, bool sendsAgain = true)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Rollout", "nginx.conf"), TestContext.Current.CancellationToken);
        Assert.Contains(" non_idempotent;", text, StringComparison.Ordinal);
        var balancer = new Balancer();
        var configuration = balancer._folder.Write("nginx.conf", sendsAgain ? text : text.Replace(" non_idempotent;", ";", StringComparison.Ordinal));
        balancer.Container = await Container.RunAsync(
            "nginx:1.26",
            [
                "--network", network.Name, "--publish", "127.0.0.1::8080", "--read-only", "--tmpfs", "/tmp",
                "--volume", $"{configuration}:/etc/nginx/nginx.conf:ro",
            ]);
        balancer.Url = await balancer.Container.UrlAsync(8080);
        await Eventually.IsAsync(
            async () => (await new RawHttp(balancer.Url).GetAsync("/health")).Status == 200, "the balancer to answer", balancer.Container.DescribeAsync);
        return balancer;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Container.DisposeAsync();
        _folder.Dispose();
    }
}
