using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Health;

/// <summary>
/// Runs the application's health checks in the background and keeps the last result: however many probes come, a database is
/// asked once an interval. Those tagged <c>ready</c> decide readiness; liveness never depends on any, because a restart heals
/// no database.
/// </summary>
internal sealed class ReadyChecks(
    HealthCheckService checks, LifecycleLoop lifecycle, IHostApplicationLifetime application, SeaworthyOptions options, TimeProvider time)
    : BackgroundService, IHealthSection
{
    /// <summary>The tag of checks that decide readiness.</summary>
    public const string Tag = "ready";

    private static readonly TimeSpan WhileUnwell = TimeSpan.FromSeconds(1);

    private volatile HealthReportEntryList _last = HealthReportEntryList.None;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json)
    {
        var last = _last;
        if (last.Entries.Count == 0)
            return;
        json.WriteStartObject("checks");
        foreach (var (name, entry) in last.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", entry.Status.ToString().ToLowerInvariant());
            // What an exception says is for the log: it may hold a connection string.
            if (entry.Description is { } description && entry.Exception is null)
                json.WriteString("description", description);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested && !lifecycle.SaysClose)
        {
            var isWell = await LookAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(isWell ? options.HealthCheckInterval : WhileUnwell, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var running = checks.CheckHealthAsync(cancellation);
        try
        {
            var report = await running.WaitAsync(LongestRound, time, cancellation).ConfigureAwait(false);
            _last = new HealthReportEntryList(report.Entries);
            Post(report.Entries.Where(check => check.Value.Tags.Contains(Tag) && check.Value.Status == HealthStatus.Unhealthy)
                .Select(check => check.Value.Description is { } why && check.Value.Exception is null ? $"{check.Key}: {why}" : $"{check.Key} is unhealthy"));
            return report.Status == HealthStatus.Healthy;
        }
        catch (TimeoutException)
        {
            Post([$"a health check ignores its cancellation for more than {DurationText.Format(LongestRound)}"]);
            // One round at a time, or a database that hangs would collect questions.
            await ((Task)running).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Every check has its own timeout, and they run side by side; beyond this one of them does not heed it.</summary>
    private TimeSpan LongestRound => options.HealthCheckTimeout + TimeSpan.FromSeconds(2);

    private void Post(IEnumerable<string> failures)
    {
        var reason = string.Join("; ", failures);
        if (reason.Length == 0)
            lifecycle.Post(LifecycleTrigger.BecameReady, "serving");
        else
            lifecycle.Post(LifecycleTrigger.LostReady, reason);
    }

    /// <summary>Not before the server listens: a ready one is sent calls.</summary>
    private async Task StartedAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = application.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
