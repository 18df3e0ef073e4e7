using Seaworthy.ContainerTests.Compose;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>A case that runs as its files say: with a <c>compose.yaml</c> by Compose, else the image of its Dockerfile.</summary>
internal sealed class Deployed : IAsyncDisposable
{
    // What is built has to build with the classic builder, too.
    private static readonly Dictionary<string, string?> ClassicBuilder = new() { ["DOCKER_BUILDKIT"] = "0" };

    private readonly ComposeClient? _compose;
    private readonly string? _image;

    private Deployed(ComposeClient? compose, string? image, Container server) => (_compose, _image, Server) = (compose, image, server);

    /// <summary>The container of the server; in Compose, of the service <c>server</c>.</summary>
    public Container Server { get; }

    /// <summary>Builds and starts it; <paramref name="options"/> are those of <c>docker run</c>.</summary>
    public static Task<Deployed> StartAsync(string folder, params string[] options) =>
        File.Exists(Path.Combine(folder, "compose.yaml")) ? UpAsync(folder) : RunAsync(folder, options);

    /// <summary>What <c>docker compose</c> says to the file; what it may have started is gone after that.</summary>
    public static async Task<CommandResult> TryComposeAsync(string folder, params string[] arguments)
    {
        await Docker.RequireComposeAsync();
        var compose = NewProject(folder);
        try
        {
            return await compose.TryAsync(arguments);
        }
        finally
        {
            await DownAsync(compose);
        }
    }

    /// <summary>Waits until the server has written a line.</summary>
    public Task WritesAsync(string line) => Eventually.IsAsync(
        async () => (await Server.LogAsync()).Split('\n').Any(written => written.TrimEnd() == line), $"the line '{line}'", Server.DescribeAsync);

    /// <summary>Waits until a template of <c>docker inspect</c> yields a text.</summary>
    public Task BecomesAsync(string template, string expected) => Eventually.IsAsync(
        async () => await Server.InspectAsync(template) == expected, $"{template} to be {expected}", Server.DescribeAsync);

    /// <summary>Where a port of a service is published.</summary>
    public async Task<RawHttp> HttpAsync(int port = 3000, string service = "server") =>
        new(_compose is null ? await Server.UrlAsync(port) : new Uri($"http://{await _compose.RunAsync("port", service, $"{port}")}"));

    /// <summary>What Compose writes for a verb.</summary>
    public Task<string> ComposeAsync(params string[] arguments) => _compose!.RunAsync(arguments);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_compose is not null)
        {
            await DownAsync(_compose);
            return;
        }
        await Server.DisposeAsync();
        await Docker.TryAsync("rmi", "--force", _image!);
    }

    private static async Task<Deployed> RunAsync(string folder, string[] options)
    {
        var image = TestRun.NewName("truth");
        await Docker.BuildAsync(image, Path.Combine(folder, "Dockerfile"), folder);
        return new Deployed(compose: null, image, await Container.RunAsync(image, options));
    }

    private static async Task<Deployed> UpAsync(string folder)
    {
        await Docker.RequireComposeAsync();
        var compose = NewProject(folder);
        try
        {
            await compose.RunAsync("up", "--detach", "--build", "--pull", "never");
            return new Deployed(compose, image: null, await compose.ContainerAsync("server"));
        }
        catch
        {
            await DownAsync(compose);
            throw;
        }
    }

    private static ComposeClient NewProject(string folder) => new(TestRun.NewName("truth"), folder, [], ClassicBuilder);

    private static Task<CommandResult> DownAsync(ComposeClient compose) =>
        compose.TryAsync("down", "--rmi", "local", "--volumes", "--remove-orphans", "--timeout", "1");
}
