using Microsoft.Extensions.Logging;

namespace Seaworthy.Tests.Run;

/// <summary>A log that remembers.</summary>
internal sealed class RecordedLog<T> : ILogger<T>
{
    private readonly List<(int Id, LogLevel Level)> _events = [];
    private readonly List<string> _messages = [];

    public IReadOnlyList<(int Id, LogLevel Level)> Events => _events;

    public string Text => string.Join('\n', _messages);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _events.Add((eventId.Id, logLevel));
        _messages.Add(formatter(state, exception));
    }
}
