using Microsoft.Extensions.Logging;

namespace Seaworthy.Hosting.Tests;

/// <summary>A log that tests wait on: events, never time.</summary>
internal class EventLog : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    /// <summary>The first entry that matches, as soon as there is one. Fails after a long while, with the whole log.</summary>
    public async Task<Entry> WaitForAsync(Func<Entry, bool> matches)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_entries.Find(entry => matches(entry)) is { } entry)
                    return entry;
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(guard.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("The event never came. The log:\n" + string.Join('\n', Entries));
            }
        }
    }

    public Task<Entry> WaitForAsync(int eventId) => WaitForAsync(entry => entry.EventId == eventId);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
        var entry = new Entry(eventId.Id, logLevel, formatter(state, exception), values.ToDictionary(pair => pair.Key, pair => pair.Value));
        TaskCompletionSource changed;
        lock (_lock)
        {
            _entries.Add(entry);
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        changed.SetResult();
    }

    internal sealed record Entry(int EventId, LogLevel Level, string Message, IReadOnlyDictionary<string, object?> Values)
    {
        public override string ToString() => $"{EventId} {Level}: {Message}";
    }
}

internal sealed class EventLog<T> : EventLog, ILogger<T>;
