using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Commands.Logging;

namespace Seaworthy.Tests.Commands.Logging;

/// <summary>Formats single entries with the formatter that the options choose.</summary>
internal static class LogLines
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 28, 12, 0, 1, 123, TimeSpan.Zero);

    /// <summary>What is written for a message with values.</summary>
    public static string Write(
        LogOptions options, string message, Exception? exception = null, LogLevel level = LogLevel.Information,
        string category = "Seaworthy.Test", EventId id = default, params (string Name, object? Value)[] fields)
    {
        var state = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(new("{OriginalFormat}", message)).ToArray();
        return Write(options, new LogEntry<KeyValuePair<string, object?>[]>(level, category, id, state, exception, (_, _) => message));
    }

    /// <summary>What is written for an entry.</summary>
    public static string Write<TState>(LogOptions options, LogEntry<TState> entry)
    {
        using var writer = new StringWriter();
        using var services = Services(options);
        var name = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == name).Write(entry, null, writer);
        return writer.ToString();
    }

    /// <summary>The services that the registration adds.</summary>
    public static ServiceProvider Services(LogOptions options) => new ServiceCollection()
        .AddLogging(logging => logging.AddSeaworthyConsole(options, new FakeTimeProvider(Noon)))
        .BuildServiceProvider();
}
