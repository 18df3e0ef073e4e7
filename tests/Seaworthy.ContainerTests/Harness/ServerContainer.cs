using System.Text.Json;

namespace Seaworthy.ContainerTests.Harness;

/// <summary>A server in a container, started as the documentation says: read-only, without capabilities.</summary>
internal sealed class ServerContainer : IAsyncDisposable
{
    private static readonly string[] Hardened =
    [
        "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
        "--mount", "type=volume,dst=/data", "--publish", "127.0.0.1::3000",
    ];

    private ServerContainer(Container container, Uri url) => (Container, Url) = (container, url);

    /// <summary>The container.</summary>
    public Container Container { get; }

    /// <summary>Where it serves; another place after a restart.</summary>
    public Uri Url { get; private set; }

    /// <summary>Starts it and waits for nothing.</summary>
    public static Task<ServerContainer> StartAsync(string image, params string[] options) => StartWithAsync(image, options);

    /// <summary>Starts it and waits until it is ready.</summary>
    public static Task<ServerContainer> StartReadyAsync(string image, params string[] options) => StartReadyWithAsync(image, options);

    /// <summary>The same with arguments for what the image runs.</summary>
    public static async Task<ServerContainer> StartReadyWithAsync(string image, string[] options, params string[] arguments)
    {
        var server = await StartWithAsync(image, options, arguments);
        try
        {
            await server.BecomesAsync("/health", 200);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks a path; status 0 when nothing answers.</summary>
    public Task<RawAnswer> GetAsync(string path) => new RawHttp(Url).GetAsync(path);

    /// <summary>What <c>/health</c> says, as JSON.</summary>
    public async Task<JsonElement> HealthAsync()
    {
        using var document = JsonDocument.Parse((await GetAsync("/health")).Body);
        return document.RootElement.Clone();
    }

    /// <summary>Waits until a path answers with a status.</summary>
    public Task BecomesAsync(string path, int status, TimeSpan? limit = null) =>
        Eventually.IsAsync(async () => (await GetAsync(path)).Status == status, $"{path} to answer {status}", Container.DescribeAsync, limit);

    /// <summary>Waits until so many calls are in flight.</summary>
    public Task InFlightAsync(int count) => Eventually.IsAsync(
        async () => (await HealthAsync()).GetProperty("inFlight").GetInt32() == count, $"{count} calls in flight", Container.DescribeAsync);

    /// <summary>Waits until a restart is over.</summary>
    public async Task RestartedAsync(int count)
    {
        await Eventually.IsAsync(
            async () => await Container.InspectAsync("{{.RestartCount}} {{.State.Running}}") == $"{count} true", $"restart {count}", Container.DescribeAsync);
        await PublishedAgainAsync();
        await BecomesAsync("/health", 200);
    }

    /// <summary>Finds the port again, which is another one after each start.</summary>
    public async Task PublishedAgainAsync() => Url = await Container.UrlAsync(3000);

    /// <summary>A client.</summary>
    public Task<RawMcp> ConnectAsync() => RawMcp.ConnectAsync(Url, Revision.July2026);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Container.DisposeAsync();

    private static async Task<ServerContainer> StartWithAsync(string image, string[] options, params string[] arguments)
    {
        var container = await Container.RunAsync(image, [.. Hardened, .. options], arguments);
        try
        {
            return new ServerContainer(container, await container.UrlAsync(3000));
        }
        catch (Exception e)
        {
            var description = await container.DescribeAsync();
            await container.DisposeAsync();
            throw new InvalidOperationException($"The container does not run.\n{description}", e);
        }
    }
}
