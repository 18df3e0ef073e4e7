using System.Globalization;
using Seaworthy.ContainerTests.Compose;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Init;

/// <summary>One replica: the generated <c>compose.yaml</c> as it is, as a project of its own on a network with others.</summary>
internal sealed class ComposeReplica : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ComposeClient _client;

    private ComposeReplica(GeneratedServer server)
    {
        // The mark by which leftovers are found, and a health check that is soon asked: old engines ask first after the interval.
        var marked = _folder.Write("override.yaml", $$"""
            services:
              server:
                labels: ["{{TestRun.Label}}"]
                healthcheck:
                  interval: 1s
            """);
        _client = new ComposeClient(
            TestRun.NewName("compose"), server.Folder, ["--file", Path.Combine(server.Folder, "compose.yaml"), "--file", marked],
            new Dictionary<string, string?> { ["NOTES_SERVER_PORT"] = 0.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary><c>docker compose up --wait</c>, and then this place on the network.</summary>
    public static async Task<ComposeReplica> UpAsync(GeneratedServer server, Network network, int number)
    {
        await Docker.RequireComposeAsync();
        var replica = new ComposeReplica(server);
        try
        {
            await replica._client.RunAsync("up", "--wait", "--no-build", "--pull", "never");
            var container = await replica._client.ContainerAsync("server");
            // A balancer looks the names up once, so that a replica must keep its address.
            await Docker.RunAsync(
                "network", "connect", "--ip", network.Address(100 + number), "--alias", $"replica-{number}", network.Name, container.Name);
            return replica;
        }
        catch
        {
            await replica.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it in its own grace, starts it again, waits until it is healthy, and returns the exit code.</summary>
    public async Task<int> RestartAsync()
    {
        var container = await _client.ContainerAsync("server");
        await _client.RunAsync("stop");
        var code = await container.InspectAsync("{{.State.ExitCode}}");
        await _client.RunAsync("start");
        await Eventually.IsAsync(
            async () => await container.InspectAsync("{{.State.Health.Status}}") == "healthy", "the replica to be healthy again", container.DescribeAsync);
        return int.Parse(code, CultureInfo.InvariantCulture);
    }

    /// <summary>What it has written last.</summary>
    public Task<string> LogAsync() => _client.RunAsync("logs", "--tail", "30");

    /// <summary>Takes it down.</summary>
    public async ValueTask DisposeAsync()
    {
        await _client.TryAsync("down", "--volumes", "--timeout", "5");
        _folder.Dispose();
    }
}
