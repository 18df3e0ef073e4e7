namespace Seaworthy.ProcessTests.Harness;

/// <summary>The log lines of a process as they come, and tests that wait for one of them.</summary>
internal sealed class EventLog
{
    private readonly Lock _lock = new();
    private readonly List<LogEvent> _events = [];
    private readonly List<string> _lines = [];
    private readonly List<string> _strays = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything that came, in order.</summary>
    public IReadOnlyList<LogEvent> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    /// <summary>Lines that are not log lines. A JSON log may not have any.</summary>
    public IReadOnlyList<string> Strays
    {
        get
        {
            lock (_lock)
                return [.. _strays];
        }
    }

    /// <summary>Takes a line that the process wrote.</summary>
    public void Add(string line)
    {
        lock (_lock)
        {
            _lines.Add(line);
            if (LogEvent.TryParse(line) is { } parsed)
                _events.Add(parsed);
            else
                _strays.Add(line);
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>The <paramref name="nth"/> event (from 1) that matches, whether it has come already or not.</summary>
    public Task<LogEvent> WaitForAsync(Func<LogEvent, bool> match, int nth, CancellationToken cancellationToken) =>
        WaitForAsync(() => _events.Where(match).Skip(nth - 1).FirstOrDefault(), cancellationToken);

    /// <summary>The first line that contains a text, whatever the format of the log is.</summary>
    public Task<string> WaitForLineAsync(string text, CancellationToken cancellationToken) =>
        WaitForAsync(() => _lines.Find(line => line.Contains(text, StringComparison.Ordinal)), cancellationToken);

    /// <summary>Every line as it was written.</summary>
    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _lines);
    }

    private async Task<T> WaitForAsync<T>(Func<T?> find, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (find() is { } found)
                    return found;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }
}
