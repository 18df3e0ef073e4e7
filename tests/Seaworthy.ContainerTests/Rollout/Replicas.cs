using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Rollout;

/// <summary>PostgreSQL, two replicas on it, and nginx in front of them.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private const int LastLines = 30;

    // Between two restarts: calls that wait for the replica that was away, at most 3 s for an address that is gone, must have
    // found the other one before that goes. What Kubernetes calls minReadySeconds.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);

    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly List<ServerContainer> _replicas = [];

    /// <summary>The database.</summary>
    public PostgresContainer Database { get; private set; } = null!;

    /// <summary>The balancer.</summary>
    public Balancer Balancer { get; private set; } = null!;

    /// <summary>Where the balancer listens.</summary>
    public Uri Url => Balancer.Url;

    /// <summary>Starts all of it.</summary>
    /// <param name="image">Of the replicas.</param>
    /// <param name="sendsAgain">Whether the balancer gives calls that it had sent to one replica to the other.</param>
    public static async Task<Replicas> StartAsync(string image, bool sendsAgain = true)
    {
        var all = new Replicas();
        try
        {
            await all.StartPartsAsync(image, sendsAgain);
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Restarts one replica after the other, each ready again for a while before the next goes; returns their exit codes.</summary>
    /// <param name="grace">In seconds; null for none, not even a signal before the end.</param>
    public async Task<List<int>> RestartAsync(int? grace)
    {
        var codes = new List<int>();
        foreach (var replica in _replicas)
        {
            codes.Add(grace is { } seconds ? (await replica.Container.StopAsync(seconds)).ExitCode : await replica.Container.KillAsync());
            await Docker.RunAsync("start", replica.Container.Name);
            await replica.PublishedAgainAsync();
            await replica.BecomesAsync("/health", 200);
            await Task.Delay(Settling, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        return codes;
    }

    /// <summary>What the parts wrote last, for a failure. Refused connections are no news while a replica is away.</summary>
    public async Task<string> DescribeAsync()
    {
        var logs = await Task.WhenAll(_replicas.Select(replica => replica.Container).Append(Balancer.Container).Select(part => part.LogAsync()));
        return string.Join("\n---\n", logs.Select(log => log.Split('\n').Where(line => !line.Contains("(111: ", StringComparison.Ordinal)))
            .Select(lines => string.Join('\n', lines.TakeLast(LastLines))));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
    }

    private async Task StartPartsAsync(string image, bool sendsAgain)
    {
        var network = Kept(await Network.CreateWithAddressesAsync());
        Database = Kept(await PostgresContainer.StartAsync(network));
        for (var number = 1; number <= 2; number++)
        {
            // nginx looks the names up once, when it starts, so that a replica must keep its address.
            _replicas.Add(Kept(await ServerContainer.StartAsync(
                image,
                [
                    "--network", network.Name, "--ip", network.Address(100 + number), "--network-alias", $"replica-{number}",
                    .. PostgresContainer.UrlOption,
                ])));
        }
        foreach (var replica in _replicas)
            await replica.BecomesAsync("/health", 200);

        Balancer = Kept(await Balancer.StartAsync(network, sendsAgain));
    }

    private T Kept<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
