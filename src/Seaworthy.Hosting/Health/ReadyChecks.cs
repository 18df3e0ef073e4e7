using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Health;

/// <summary>
/// Runs the application's health checks in the background and keeps the last result: however many probes come, a database is
/// asked once an interval. Those tagged <c>ready</c> decide readiness; liveness never depends on any, because a restart heals
/// no database.
/// </summary>
internal sealed class ReadyChecks(
    HealthRound round, LifecycleLoop lifecycle, IHostApplicationLifetime application, SeaworthyOptions options, TimeProvider time)
    : BackgroundService, IHealthSection
{
    /// <summary>The tag of checks that decide readiness.</summary>
    public const string Tag = "ready";

    private static readonly TimeSpan WhileUnwell = TimeSpan.FromSeconds(1);

    private volatile HealthReportEntryList _deciding = HealthReportEntryList.None;
    private volatile HealthReportEntryList _others = HealthReportEntryList.None;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json)
    {
        var last = _deciding.Entries.Concat(_others.Entries).ToArray();
        if (last.Length == 0)
            return;
        json.WriteStartObject("checks");
        foreach (var (name, entry) in last)
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

    /// <summary>Two loops: a check that decides nothing may hang, and those that decide go on.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken).ConfigureAwait(false);
        await Task.WhenAll(
            WatchAsync(check => check.Tags.Contains(Tag), Decide, stoppingToken),
            WatchAsync(check => !check.Tags.Contains(Tag), Show, stoppingToken)).ConfigureAwait(false);
    }

    private async Task WatchAsync(Func<HealthCheckRegistration, bool> which, Action<HealthRoundResult> note, CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested && !lifecycle.SaysClose)
            {
                var result = await round.RunAsync(which, cancellation).ConfigureAwait(false);
                note(result);
                // One round at a time, or a database that hangs would collect questions.
                await result.Running.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                var isWell = result.Entries?.Entries.Values.All(check => check.Status == HealthStatus.Healthy) == true;
                await Task.Delay(isWell ? options.HealthCheckInterval : WhileUnwell, time, cancellation)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Decide(HealthRoundResult result)
    {
        _deciding = result.Entries ?? _deciding;
        var reason = result.Failure ?? string.Join("; ", _deciding.Entries.Where(check => check.Value.Status == HealthStatus.Unhealthy)
            .Select(check => check.Value.Description is { } why && check.Value.Exception is null ? $"{check.Key}: {why}" : $"{check.Key} is unhealthy"));
        if (reason.Length == 0)
            lifecycle.Post(LifecycleTrigger.BecameReady, "serving");
        else
            lifecycle.Post(LifecycleTrigger.LostReady, reason);
    }

    private void Show(HealthRoundResult result) => _others = result.Entries ?? _others;

    /// <summary>Not before the server listens: a ready one is sent calls.</summary>
    private async Task StartedAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = application.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
