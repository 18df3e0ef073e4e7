using System.Globalization;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Compose;

/// <summary>
/// A copy of the stack's <c>compose.yaml</c> in a folder of its own, with this run's image. Nothing else of the file is
/// replaced but times of the health check: old engines look for the first time only after the interval, and here other tests have the processors.
/// </summary>
internal sealed class ComposeProject : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ComposeClient _client;

    private ComposeProject(string image, string? environmentFile, string[] profile)
    {
        _client = new ComposeClient(
            TestRun.NewName("compose"), _folder.Path,
            [
                "--file", Path.Combine(_folder.Path, "compose.yaml"), "--file", Path.Combine(_folder.Path, "override.yaml"),
                .. profile.SelectMany(name => new[] { "--profile", name }),
            ],
            new Dictionary<string, string?> { ["PRODUCT_SERVER_PORT"] = 0.ToString(CultureInfo.InvariantCulture) });
        File.Copy(Path.Combine(Repository.ProductServer, "compose.yaml"), Path.Combine(_folder.Path, "compose.yaml"));
        _folder.Write("override.yaml", $$"""
            services:
              server:
                image: {{image}}
                labels: ["{{TestRun.Label}}"]
                healthcheck:
                  interval: 2s
                  timeout: 20s
                  start_period: 2m
              db:
                labels: ["{{TestRun.Label}}"]
            """);
        if (environmentFile is not null)
            _folder.Write(".env.production", environmentFile);
    }

    /// <summary><c>docker compose up --wait</c>; <paramref name="environmentFile"/> is the text of <c>.env.production</c>.</summary>
    public static async Task<ComposeProject> UpAsync(string image, string? environmentFile, params string[] profile)
    {
        await Docker.RequireComposeAsync();
        var project = new ComposeProject(image, environmentFile, profile);
        try
        {
            await project.RunAsync("up", "--wait", "--no-build", "--pull", "never");
            return project;
        }
        catch (Exception e)
        {
            var log = (await project._client.TryAsync("logs")).ToString();
            await project.DisposeAsync();
            throw new InvalidOperationException($"The stack does not come up.\n{log}", e);
        }
    }

    /// <summary>The name of a service's container.</summary>
    public Task<string> ContainerAsync(string service) => RunAsync("ps", "--all", "--quiet", service);

    /// <summary>Where the server is published.</summary>
    public async Task<Uri> UrlAsync() => new($"http://{await RunAsync("port", "server", "3000")}");

    /// <summary>Runs <c>docker compose</c> for this project and returns what it wrote.</summary>
    public Task<string> RunAsync(params string[] arguments) => _client.RunAsync(arguments);

    /// <summary>Takes everything down, with the volumes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _client.TryAsync("down", "--volumes", "--remove-orphans", "--timeout", "5");
        _folder.Dispose();
    }
}
