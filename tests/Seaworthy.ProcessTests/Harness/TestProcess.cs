using System.Diagnostics;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>A program that a test runs: its lines, its exit, and its end with the test.</summary>
internal sealed class TestProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _errors = [];
    private readonly Task _outputClosed;
    private readonly Task _errorsClosed;
    private readonly Task<ExitReport> _exited;

    private TestProcess(Process process, string mark, Action<string> onLine)
    {
        _process = process;
        Mark = mark;
        _outputClosed = ReadAsync(process.StandardOutput, onLine);
        _errorsClosed = ReadAsync(process.StandardError, AddError);
        _exited = WaitForExitAsync();
        Guard = new HangGuard(Describe);
    }

    /// <summary>What everything that descends from this process carries in its environment.</summary>
    public string Mark { get; }

    /// <summary>The process, which also leads its group.</summary>
    public int Pid => _process.Id;

    /// <summary>Bounds every wait for this process.</summary>
    public HangGuard Guard { get; }

    /// <summary>Completes with the exit; the lines that came before it have been read.</summary>
    public Task<ExitReport> Exited => _exited;

    /// <summary>What it wrote to standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return string.Join('\n', _errors);
        }
    }

    /// <summary>Starts a program; every line of its standard output goes to <paramref name="onLine"/>.</summary>
    public static TestProcess Start(
        string program, IEnumerable<string> arguments, Action<string> onLine, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var mark = Guid.NewGuid().ToString("N");
        var marked = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { [ProcessTable.MarkVariable] = mark };
        return new TestProcess(ProgramStart.Start(program, arguments, marked), mark, onLine);
    }

    /// <summary>Waits for the exit.</summary>
    public Task<ExitReport> ExitAsync(TimeSpan? limit = null) => Guard.WatchAsync(_exited, "the exit", limit);

    /// <summary>What is known about the process, for a failure.</summary>
    public string Describe() => $"--- stderr\n{Errors}\n--- processes\n{ProcessTable.Describe(Mark)}---";

    /// <summary>Ends the process group, and whatever else carries the mark.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_exited.IsCompleted)
            Kernel.Send(-Pid, Signal.Kill);
        foreach (var left in ProcessTable.Marked(Mark))
            Kernel.Send(left.Pid, Signal.Kill);
        await _exited;
        _process.Dispose();
    }

    private async Task<ExitReport> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        var at = Stopwatch.GetTimestamp();
        // The pipes close with the last process that holds them. One that was left behind must not hang the test; it is
        // reported instead.
        var closed = Task.WhenAll(_outputClosed, _errorsClosed);
        try
        {
            await closed.WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            return new ExitReport(_process.ExitCode, at, OutputHeldOpen: true);
        }
        return new ExitReport(_process.ExitCode, at, OutputHeldOpen: false);
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
            onLine(line);
    }

    private void AddError(string line)
    {
        lock (_errors)
            _errors.Add(line);
    }
}
