using System.Globalization;
using System.Net;
using System.Text.Json;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A server in a container.</summary>
internal sealed class ContainerServer : IServerProcess
{
    private readonly ContainerEngine _engine;
    private readonly string _container;
    private readonly ProcessView? _first;
    private readonly ChildProcess _wait;
    private readonly ChildProcess _logs;
    private readonly OutputTail _tail = new();

    private ContainerServer(ContainerEngine engine, string container, JsonElement state, ChildProcess wait, ChildProcess logs)
    {
        (_engine, _container, _wait, _logs) = (engine, container, wait, logs);
        // Seen only where the engine runs on this machine; elsewhere the number is somebody else's.
        _first = ProcessView.ReadFirstOfContainer(state.GetProperty("Pid").GetInt32(), container);
        _ = _tail.ReadAsync(logs.StandardOutput);
        _ = _tail.ReadAsync(logs.StandardError);
        _ = new OutputTail().ReadAsync(wait.StandardError);
    }

    /// <inheritdoc/>
    public required IPEndPoint EndPoint { get; init; }

    /// <inheritdoc/>
    public required Task<ServerExit> Exited { get; init; }

    /// <inheritdoc/>
    public string LastLines => _tail.Text;

    /// <summary>Attaches to a container that was started.</summary>
    public static async Task<ContainerServer> AttachAsync(ContainerEngine engine, string container, int port, TimeProvider time, CancellationToken cancel)
    {
        var wait = await engine.StartAsync(["wait", container]);
        var logs = await engine.StartAsync(["logs", "--follow", container]);
        using var document = JsonDocument.Parse(await engine.RunAsync(["inspect", "--format", "{{json .}}", container], cancel));
        var root = document.RootElement;
        return new ContainerServer(engine, container, root.GetProperty("State"), wait, logs)
        {
            EndPoint = ContainerAddress.Find(root.GetProperty("NetworkSettings"), port),
            Exited = WatchAsync(wait, time),
        };
    }

    /// <summary>A member of the container's state, as the engine prints it: <c>.OOMKilled</c>, <c>.Health.Status</c>.</summary>
    public Task<string> InspectAsync(string member, CancellationToken cancel) =>
        _engine.RunAsync(["inspect", "--format", $"{{{{.State{member}}}}}", _container], cancel);

    /// <inheritdoc/>
    public async Task<bool> SignalAsync(ChildSignal signal)
    {
        // What the engine does, without the time that its command line takes.
        if (_first is not null && ProcessSignal.TrySend(_first, signal))
            return true;
        try
        {
            _ = await _engine.RunAsync(["kill", "--signal", ((int)signal).ToString(CultureInfo.InvariantCulture), _container], CancellationToken.None);
            return true;
        }
        catch (TrialException)
        {
            return false; // It is not running any more.
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProcessView> Descendants() => _first is { IsAlive: true } ? ProcessView.DescendantsOf(_first.Id) : [];

    /// <inheritdoc/>
    public long ResidentBytes() => _first is null ? 0 : (ProcessView.Read(_first.Id)?.ResidentBytes ?? 0) + Descendants().Sum(process => process.ResidentBytes);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _ = await _engine.RunAsync(["rm", "--force", "--volumes", _container], CancellationToken.None);
        }
        catch (TrialException e) when (e.Message.Contains("No such container", StringComparison.OrdinalIgnoreCase))
        {
            // It was removed before, by us or by somebody else.
        }
        await _wait.DisposeAsync();
        await _logs.DisposeAsync();
    }

    private static async Task<ServerExit> WatchAsync(ChildProcess wait, TimeProvider time)
    {
        using var reader = new StreamReader(wait.StandardOutput, leaveOpen: true);
        var said = "";
        try
        {
            said = (await reader.ReadToEndAsync()).Trim();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The container was removed, and the pipe closed under us.
        }
        var at = time.GetTimestamp();
        return int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new ServerExit(code, string.Create(CultureInfo.InvariantCulture, $"exit {code}"), at)
            : new ServerExit(null, "removed", at);
    }
}
