using System.Diagnostics;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.ProcessTests.Harness;

/// <summary><c>seaworthy run</c>, the real binary, or a server with the library: its events, its address and its exit.</summary>
internal sealed class SeaworthyProcess : IAsyncDisposable
{
    private readonly TestProcess _process;
    private readonly bool _inNamespace;
    private readonly bool _isLibrary;

    private SeaworthyProcess(RunCommand command)
    {
        _isLibrary = command.IsLibrary;
        _inNamespace = command.AsPid1 || command.Root is not null;
        var program = _inNamespace ? Prerequisites.Require("unshare", "runs the binary as PID 1") : command.Program;
        IEnumerable<string> arguments = _inNamespace
            ? [.. Namespaces.Pid1Arguments(command.Root), command.Root is null ? command.Program : "/seaworthy", .. command.Arguments]
            : command.Arguments;
        StartedAt = Stopwatch.GetTimestamp();
        _process = TestProcess.Start(program, arguments, Log.Add, command.Environment);
        Guard = new HangGuard(Describe);
    }

    /// <summary>Its log.</summary>
    public EventLog Log { get; } = new();

    /// <summary>When it was started, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long StartedAt { get; }

    /// <summary>Bounds every wait for it.</summary>
    public HangGuard Guard { get; }

    /// <summary>The MCP endpoint; known after <see cref="ListeningAsync"/>.</summary>
    public Uri Endpoint { get; private set; } = new("http://not.listening.invalid");

    /// <summary>Where it listens.</summary>
    public Uri Url => new(Endpoint, "/");

    /// <summary>What it wrote to standard error.</summary>
    public string Errors => _process.Errors;

    /// <summary>The process of the binary itself, as this namespace numbers it.</summary>
    public int Pid => _inNamespace ? ProcessTable.Children(_process.Pid).Single().Pid : _process.Pid;

    /// <summary>Starts it and waits for nothing.</summary>
    public static async Task<SeaworthyProcess> StartAsync(RunCommand command)
    {
        if (command.AsPid1 || command.Root is not null)
            await Namespaces.RequireAsync();
        return new SeaworthyProcess(command);
    }

    /// <summary>Starts it and waits until its server answers.</summary>
    public static async Task<SeaworthyProcess> StartReadyAsync(RunCommand command)
    {
        var process = await StartAsync(command);
        try
        {
            await process.ListeningAsync();
            await process.WaitForPhaseAsync("Ready");
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it listens.</summary>
    public async Task ListeningAsync() => Endpoint = _isLibrary
        ? new Uri(new Uri((await WaitForEventAsync(EventIds.Serving)).Field("addresses")), "/mcp")
        : new Uri((await WaitForEventAsync(EventIds.Listening)).Field("url"));

    /// <summary>Waits for the <paramref name="nth"/> event of a kind; one of <see cref="EventIds"/>.</summary>
    public Task<LogEvent> WaitForEventAsync(int id, int nth = 1) => WaitForEventAsync(e => e.Id == id, $"{id} ({nth})", nth);

    /// <summary>Waits until it enters a phase of its lifecycle for the <paramref name="nth"/> time.</summary>
    public Task<LogEvent> WaitForPhaseAsync(string phase, int nth = 1) =>
        WaitForEventAsync(e => e.Id == EventIds.PhaseChanged && e.Field("to") == phase, $"PhaseChanged to {phase} ({nth})", nth);

    /// <summary>Waits for an event; fails at once when the process exits without it.</summary>
    public async Task<LogEvent> WaitForEventAsync(Func<LogEvent, bool> match, string what, int nth = 1)
    {
        using var stop = new CancellationTokenSource();
        var found = Log.WaitForAsync(match, nth, stop.Token);
        if (await Guard.WatchAsync(Task.WhenAny(found, _process.Exited), $"the event {what}") != found && !found.IsCompleted)
        {
            await stop.CancelAsync();
            var exit = await _process.Exited;
            // The last lines may have come between the two.
            return Log.Events.Where(match).Skip(nth - 1).FirstOrDefault()
                ?? throw new HangException($"Exit {exit.Code} came without the event {what}.\n{Describe()}");
        }
        return await found;
    }

    /// <summary>Waits for a line of its output, whatever its format.</summary>
    public Task<string> WaitForLineAsync(string text) =>
        Guard.WatchAsync(Log.WaitForLineAsync(text, TestContext.Current.CancellationToken), $"a line with '{text}'");

    /// <summary>Sends a signal to the binary alone, and returns when, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long Send(Signal signal)
    {
        var at = Stopwatch.GetTimestamp();
        Expect.That(Kernel.Send(Pid, signal), () => $"There is no process to send {signal} to.\n{Describe()}");
        return at;
    }

    /// <summary>Waits for the exit.</summary>
    public Task<ExitReport> ExitAsync(TimeSpan? limit = null) => Guard.WatchAsync(_process.Exited, "the exit", limit);

    /// <summary>Processes that it started and that are alive, with those that they started.</summary>
    public IReadOnlyList<ProcessEntry> Descendants() =>
        [.. ProcessTable.Marked(_process.Mark).Where(entry => entry.Pid != _process.Pid && !(_inNamespace && entry.Parent == _process.Pid))];

    /// <summary>What is known, for a failure.</summary>
    public string Describe() => $"--- log\n{Log}\n{_process.Describe()}";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
