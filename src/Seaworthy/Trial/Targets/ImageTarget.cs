using System.Globalization;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>An image that is there already, started as a container.</summary>
/// <param name="image">The image. It is never pulled.</param>
/// <param name="port">Where the server listens in the container; null: where the image says.</param>
/// <param name="environment">Variables for it.</param>
/// <param name="watch">Removes containers when the trial itself is killed.</param>
/// <param name="time">The clock.</param>
internal sealed class ImageTarget(string image, int? port, IReadOnlyDictionary<string, string> environment, DeathWatch watch, TimeProvider time) : ITarget
{
    private ContainerEngine? _engine;
    private ImageFacts? _facts;

    /// <inheritdoc/>
    public string Name => $"image {image}";

    /// <inheritdoc/>
    public bool IsStartable => true;

    /// <summary>Whether the engine itself looks after HEALTHCHECK. podman leaves that to timers of systemd.</summary>
    public bool HasHealthStatus => _engine?.Program == "docker";

    /// <inheritdoc/>
    public bool CanRunTwo => true;

    /// <inheritdoc/>
    public async Task<IServerProcess> StartAsync(CancellationToken cancel) => await StartAsync([], cancel);

    /// <summary>What the image says of itself.</summary>
    public async Task<ImageFacts> ReadFactsAsync(CancellationToken cancel) =>
        _facts ??= await ImageFacts.ReadAsync(_engine ??= await ContainerEngine.FindAsync(cancel), image, cancel);

    /// <summary>Starts a container with further options of <c>docker run</c>.</summary>
    public async Task<ContainerServer> StartAsync(IReadOnlyList<string> options, CancellationToken cancel)
    {
        var inside = port ?? (await ReadFactsAsync(cancel)).Port;
        var name = $"seaworthy-trial-{Guid.NewGuid():N}";
        var text = inside.ToString(CultureInfo.InvariantCulture);
        await watch.AddAsync(_engine!.Program, "rm", "--force", "--volumes", name);
        IEnumerable<string> arguments =
        [
            "run", "--detach", "--pull", "never", "--name", name, "--publish", $"127.0.0.1::{text}", "--env", $"PORT={text}",
            .. environment.SelectMany(variable => (string[])["--env", $"{variable.Key}={variable.Value}"]), .. options, image,
        ];
        try
        {
            var container = await _engine.RunAsync([.. arguments], cancel);
            return await ContainerServer.AttachAsync(_engine, container, inside, time, cancel);
        }
        catch
        {
            await _engine.RunAsync(["rm", "--force", "--volumes", name], CancellationToken.None);
            throw;
        }
    }
}
