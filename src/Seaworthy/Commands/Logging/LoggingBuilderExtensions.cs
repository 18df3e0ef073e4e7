using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Seaworthy.Commands.Logging;

/// <summary>Turns logging to standard output on.</summary>
internal static class LoggingBuilderExtensions
{
    /// <summary>
    /// Replaces every logging provider by one that writes Seaworthy's lines. The formatter is added as an instance:
    /// AddConsoleFormatter binds options by reflection, which trimming breaks.
    /// </summary>
    public static ILoggingBuilder AddSeaworthyConsole(this ILoggingBuilder builder, LogOptions options, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        ConsoleFormatter formatter = options.Format == LogFormat.Json
            ? new JsonLogFormatter(clock)
            : new TextLogFormatter(clock, options.Colour);
        builder.ClearProviders();
        builder.AddConsole(console =>
        {
            console.FormatterName = formatter.Name;
            // A log that nobody reads (a stuck collector, a stopped terminal) must hold up neither calls nor the stop.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        builder.Services.AddSingleton(formatter);
        builder.SetMinimumLevel(options.Level);
        // ASP.NET announces each request and its own lifetime at information, next to our lines that say more.
        if (options.Level == LogLevel.Information)
            builder.AddFilter("Microsoft", LogLevel.Warning);
        return builder;
    }
}
