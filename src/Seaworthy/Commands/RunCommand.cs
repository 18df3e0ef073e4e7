using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seaworthy.Commands.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Door;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.Processes;
using Seaworthy.Run;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Rounds;

namespace Seaworthy.Commands;

/// <summary>What <c>seaworthy run</c> does once its options are known.</summary>
internal static partial class RunCommand
{
    /// <summary>Serves until the end; the result is the exit code.</summary>
    public static async Task<int> ExecuteAsync(RunOptions options, LogOptions logging, IReadOnlyList<string> warnings)
    {
        OpenFiles.RaiseLimit();
        Subreaper.Enable();
        var app = RunHost.Build(options, builder => builder.AddSeaworthyConsole(logging), VersionVerb.Version);
        await using (app.ConfigureAwait(false))
        {
            var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Seaworthy.Run");
            ReloadOnHangup(app);
            foreach (var warning in warnings)
                LogWarning(log, warning);
            app.Lifetime.ApplicationStarted.Register(() => OnListening(app, options, log));
            try
            {
                return await app.RunToExitCodeAsync().ConfigureAwait(false);
            }
            catch (IOException e)
            {
                LogListenFailed(log, options.Listen.ToString(), e.Message);
                return ExitCode.Usage;
            }
        }
    }

    private static void OnListening(WebApplication app, RunOptions options, ILogger log)
    {
        var address = RunHost.Address(app);
        LogListening(log, address + options.Path, $"{address}{HealthPaths.Health}", CommandText(options), VersionVerb.Version,
            options.Budget.Describe());
        log.WarnOf(RunHost.Rules(options));
        app.Services.GetRequiredService<Supervisor>().Start(app.Services.GetRequiredService<LifecycleLoop>(), app.Services.GetRequiredService<WorkerPool>());
        app.Services.GetRequiredService<RoundsMaker>().Start(app.Services.GetRequiredService<TimeProvider>());
    }

    /// <summary>With a terminal, SIGHUP means that the terminal is gone.</summary>
    private static void ReloadOnHangup(WebApplication app)
    {
        if (app.Services.GetRequiredService<IHostLifetime>() is SeaworthyLifetime lifetime && !ControllingTerminal.IsPresent)
            lifetime.OnHangup = () => app.Services.GetRequiredService<Supervisor>().Reload("SIGHUP");
    }

    private static string CommandText(RunOptions options)
    {
        var command = string.Join(' ', options.Command.Select(word => word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"'{word}'" : word));
        var count = options.Workers + options.Spares == 1 ? "" : string.Create(CultureInfo.InvariantCulture,
            $" ({options.Workers} {(options.Workers == 1 ? "worker" : "workers")}, {options.Spares} spare)");
        return command + (options.Upstream is { } url ? $" (serving {url})" : "") + count;
    }

    [LoggerMessage(EventIds.StartWarning, LogLevel.Warning, "{Warning}",
        EventName = nameof(EventIds.StartWarning))]
    private static partial void LogWarning(ILogger log, string warning);

    [LoggerMessage(EventIds.Listening, LogLevel.Information,
        "seaworthy {Version}\n  serving  {Url}\n  health   {HealthUrl}\n  worker   {Command}\n  stopping {Stopping}",
        EventName = nameof(EventIds.Listening))]
    private static partial void LogListening(ILogger log, string url, string healthUrl, string command, string version, string stopping);

    [LoggerMessage(EventIds.ListenFailed, LogLevel.Critical, "cannot listen on {Listen}: {Reason} Set --listen or PORT to a free address.",
        EventName = nameof(EventIds.ListenFailed))]
    private static partial void LogListenFailed(ILogger log, string listen, string reason);
}
