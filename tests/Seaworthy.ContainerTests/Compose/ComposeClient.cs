using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Compose;

/// <summary><c>docker compose</c> for one project; <paramref name="options"/> stand before the verb.</summary>
internal sealed class ComposeClient(string project, string folder, IReadOnlyList<string> options, IReadOnlyDictionary<string, string?> environment)
{
    /// <summary>Runs it and returns what it wrote.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        return result.Code == 0 ? result.Output.Trim() : throw new InvalidOperationException(result.ToString());
    }

    /// <summary>Runs it, whatever its exit code will be.</summary>
    public Task<CommandResult> TryAsync(params string[] arguments) =>
        Command.TryAsync("docker", ["compose", "--project-name", project, "--project-directory", folder, .. options, .. arguments], environment);

    /// <summary>The container of a service; of the first replica when there are several.</summary>
    public async Task<Container> ContainerAsync(string service) => Container.Of((await RunAsync("ps", "--all", "--quiet", service)).Split('\n')[0].Trim());
}
