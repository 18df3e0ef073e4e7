using System.Globalization;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>An image that is there already, started as a container.</summary>
/// <param name="start">How.</param>
/// <param name="watch">Removes containers when the trial itself is killed.</param>
/// <param name="time">The clock.</param>
internal sealed class ImageTarget(ImageStart start, DeathWatch watch, TimeProvider time) : ITarget
{
    private ContainerEngine? _engine;
    private ImageFacts? _facts;

    /// <inheritdoc/>
    public string Name => $"image {start.Image}";

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
        _facts ??= await ImageFacts.ReadAsync(_engine ??= await ContainerEngine.FindAsync(start.Engine, cancel), start.Image, cancel);

    /// <summary>Starts a container with further options of <c>docker run</c>.</summary>
    public async Task<ContainerServer> StartAsync(IReadOnlyList<string> options, CancellationToken cancel)
    {
        var inside = start.Port ?? (await ReadFactsAsync(cancel)).Port;
        var name = $"seaworthy-trial-{Guid.NewGuid():N}";
        var text = inside.ToString(CultureInfo.InvariantCulture);
        var removal = new ContainerRemoval(_engine!, name, watch);
        await removal.PromiseAsync();
        IEnumerable<string> arguments =
        [
            "run", "--detach", "--pull", "never", "--name", name, "--publish", $"127.0.0.1::{text}", "--env", $"PORT={text}",
            .. start.Environment.SelectMany(variable => (string[])["--env", $"{variable.Key}={variable.Value}"]), .. options, start.Image,
        ];
        try
        {
            // Not given up in the middle: the daemon would go on, and make the container after its removal.
            var container = await _engine!.RunAsync([.. arguments], CancellationToken.None);
            cancel.ThrowIfCancellationRequested();
            return await ContainerServer.AttachAsync(_engine, container, inside, removal, time);
        }
        catch
        {
            await removal.RunAsync();
            throw;
        }
    }
}
