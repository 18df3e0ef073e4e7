using System.Globalization;
using System.Net;
using System.Text.Json;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A server in a container.</summary>
internal sealed class ContainerServer : IServerProcess
{
    // Member by member: of a whole container podman makes an array, and docker none.
    private const string Inspected = """{"State":{{json .State}},"NetworkSettings":{{json .NetworkSettings}}}""";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly ContainerEngine _engine;
    private readonly string _container;
    private readonly ContainerRemoval _removal;
    private readonly ProcessView? _first;
    private readonly ChildProcess _wait;
    private readonly ChildProcess _logs;
    private readonly OutputTail _tail = new();

    private ContainerServer(ContainerEngine engine, string container, ContainerRemoval removal, ProcessView? first, (ChildProcess Wait, ChildProcess Logs) clients)
    {
        (_engine, _container, _removal, _first, (_wait, _logs)) = (engine, container, removal, first, clients);
        _ = _tail.ReadAsync(_logs.StandardOutput);
        _ = _tail.ReadAsync(_logs.StandardError);
        _ = new OutputTail().ReadAsync(_wait.StandardError);
    }

    /// <inheritdoc/>
    public required IPEndPoint EndPoint { get; init; }

    /// <inheritdoc/>
    public required Task<ServerExit> Exited { get; init; }

    /// <inheritdoc/>
    public string LastLines => _tail.Text;

    /// <summary>Attaches to a container that was started.</summary>
    public static async Task<ContainerServer> AttachAsync(ContainerEngine engine, string container, int port, ContainerRemoval removal, TimeProvider time)
    {
        var wait = await engine.StartAsync(["wait", container]);
        var logs = await engine.StartAsync(["logs", "--follow", container]);
        using var document = JsonDocument.Parse(await engine.RunAsync(["inspect", "--format", Inspected, container], CancellationToken.None));
        var root = document.RootElement;
        // Seen only where the engine runs on this machine; elsewhere the number is somebody else's.
        var first = ProcessView.ReadFirstOfContainer(root.GetProperty("State").GetProperty("Pid").GetInt32(), container);
        return new ContainerServer(engine, container, removal, first, (wait, logs))
        {
            EndPoint = ContainerAddress.Find(root.GetProperty("NetworkSettings"), port),
            Exited = WatchAsync(wait, first, time),
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
    public ProcessView? Leader() => _first is null ? null : ProcessView.Read(_first.Id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _removal.RunAsync();
        await _wait.DisposeAsync();
        await _logs.DisposeAsync();
    }

    private static async Task<ServerExit> WatchAsync(ChildProcess wait, ProcessView? first, TimeProvider time)
    {
        var code = ReadExitAsync(wait);
        // The engine's command line is slow to tell what can be seen at once.
        while (first is { IsAlive: true } && !code.IsCompleted)
            await Task.WhenAny(code, Task.Delay(Interval, time));
        var at = time.GetTimestamp();
        return int.TryParse(await code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ServerExit(number, string.Create(CultureInfo.InvariantCulture, $"exit {number}"), first is null ? time.GetTimestamp() : at)
            : new ServerExit(null, "removed", at);
    }

    private static async Task<string> ReadExitAsync(ChildProcess wait)
    {
        using var reader = new StreamReader(wait.StandardOutput, leaveOpen: true);
        try
        {
            return (await reader.ReadToEndAsync()).Trim();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The container was removed, and the pipe closed under us.
            return "";
        }
    }
}
