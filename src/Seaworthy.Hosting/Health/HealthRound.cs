using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Health;

/// <summary>Asks health checks once, whatever they do.</summary>
internal sealed partial class HealthRound(HealthCheckService checks, SeaworthyOptions options, TimeProvider time, ILogger<HealthRound> log)
{
    /// <summary>Every check has its own timeout, and they run side by side; beyond this one of them does not heed it.</summary>
    private TimeSpan Longest => options.HealthCheckTimeout + TimeSpan.FromSeconds(2);

    /// <summary>Asks those that <paramref name="which"/> picks.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<HealthRoundResult> RunAsync(Func<HealthCheckRegistration, bool> which, CancellationToken cancellation)
    {
        var running = checks.CheckHealthAsync(which, cancellation);
        try
        {
            var report = await running.WaitAsync(Longest, time, cancellation).ConfigureAwait(false);
            return new HealthRoundResult(new HealthReportEntryList(report.Entries), null, running);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return new HealthRoundResult(null, $"a health check ignores its cancellation for more than {DurationText.Format(Longest)}", running);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // What a check throws is its result; this is one that could not even be made, for want of a service perhaps.
            LogFailed(log, e);
            return new HealthRoundResult(null, "the health checks could not run", running);
        }
    }

    [LoggerMessage(EventIds.HealthChecksFailed, LogLevel.Error, "the health checks could not run", EventName = nameof(EventIds.HealthChecksFailed))]
    private static partial void LogFailed(ILogger log, Exception exception);
}
