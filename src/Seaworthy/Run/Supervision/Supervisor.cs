using System.Text.Json;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// Keeps a worker alive: starts it, starts it again when it dies, and tells the lifecycle the truth about it. Ends it when
/// the last call is answered.
/// </summary>
internal sealed class Supervisor(WorkerLife life, WorkerPool pool, TimeSpan startTimeout, TimeProvider time, ILogger<Supervisor> log)
    : IStopStep, IHealthSection, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly Backoff _backoff = new(Random.Shared);
    private Task _running = Task.CompletedTask;
    private bool _everReady;
    private int _restarts;
    private string? _lastEnd;

    public string Name => "worker";

    /// <summary>Starts the first worker and returns; the lifecycle hears of everything that follows.</summary>
    public void Start(LifecycleLoop lifecycle)
    {
        lifecycle.Draining.UnsafeRegister(_ => pool.Close(), null);
        lifecycle.Cancelling.UnsafeRegister(_ => life.Current?.CancelCalls("the server is shutting down"), null);
        _running = RunAsync(lifecycle);
    }

    async Task IStopStep.StopAsync(CancellationToken atBudgetEnd)
    {
        using var registration = atBudgetEnd.UnsafeRegister(_ => _kill.Cancel(), null);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("workers"u8);
        json.WriteStartObject();
        var worker = life.Current;
        json.WriteString("status"u8, worker switch { null => "down", { IsReady: false } => "starting", _ => "ready" });
        if (worker is not null)
        {
            json.WriteNumber("pid"u8, worker.Pid);
            json.WriteNumber("uptime"u8, Math.Round(time.GetElapsedTime(worker.StartedAt).TotalSeconds, 1));
            json.WriteNumber("inFlight"u8, worker.Load);
        }
        json.WriteNumber("restarts"u8, _restarts);
        if (_lastEnd is not null)
            json.WriteString("lastExit"u8, _lastEnd);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber("queued"u8, pool.Queued);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _kill.Dispose();
    }

    private async Task RunAsync(LifecycleLoop lifecycle)
    {
        var began = time.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            var end = await life.RunAsync(worker => OnReady(worker, lifecycle), _stop.Token, _kill.Token).ConfigureAwait(false);
            if (_stop.IsCancellationRequested || lifecycle.IsRefusing)
                return;
            _lastEnd = end.Description;
            if (!_everReady && (end.IsHopeless || time.GetElapsedTime(began) >= startTimeout))
            {
                SupervisionLog.NeverReady(log, end.Description, Tail(end));
                lifecycle.Post(LifecycleTrigger.GiveUp, $"the worker never became ready: {end.Description}");
                return;
            }
            await RestartAsync(end, lifecycle).ConfigureAwait(false);
        }
    }

    private void OnReady(Worker worker, LifecycleLoop lifecycle)
    {
        _everReady = true;
        worker.LogReady(time.GetElapsedTime(worker.StartedAt).TotalSeconds);
        lifecycle.Post(LifecycleTrigger.BecameReady);
    }

    private async Task RestartAsync(WorkerEnd end, LifecycleLoop lifecycle)
    {
        var wait = _backoff.AfterDeath(end.HadAnswered);
        _restarts++;
        SupervisionLog.Died(log, end.Description, DurationText.Format(wait), Tail(end));
        lifecycle.Post(LifecycleTrigger.LostReady, $"the worker ended: {end.Description}");
        try
        {
            await Task.Delay(wait, time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop ends.
        }
    }

    private static string Tail(WorkerEnd end) =>
        end.Stderr.Count == 0 ? " It wrote nothing to stderr." : $" Last lines of its stderr:\n    {string.Join("\n    ", end.Stderr)}";
}
