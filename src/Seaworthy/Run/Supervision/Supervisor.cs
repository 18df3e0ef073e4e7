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
internal sealed class Supervisor(WorkerLife life, WorkerPool pool, Perseverance perseverance, TimeProvider time, ILogger<Supervisor> log)
    : IStopStep, IHealthSection, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly Backoff _backoff = new(Random.Shared);
    private Task _running = Task.CompletedTask;
    private bool _wasLostWhileStopping;
    private int _restarts;
    private string? _lastEnd;

    public string Name => "worker";

    /// <summary>Starts the first worker and returns; the lifecycle hears of everything that follows.</summary>
    public void Start(LifecycleLoop lifecycle)
    {
        lifecycle.Draining.UnsafeRegister(_ => pool.Close(), null);
        lifecycle.Cancelling.UnsafeRegister(_ => life.Current?.CancelCalls("the server is shutting down"), null);
        _running = GuardAsync(lifecycle);
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
            if (worker.Noise > 0)
                json.WriteNumber("noise"u8, worker.Noise);
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

    /// <summary>Whatever goes wrong in here must not look like a server that is still starting.</summary>
    private async Task GuardAsync(LifecycleLoop lifecycle)
    {
        try
        {
            await RunAsync(lifecycle).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            SupervisionLog.Failed(log, e);
            lifecycle.Post(LifecycleTrigger.Fault, $"the supervision of the worker failed: {e.Message}");
        }
    }

    private async Task RunAsync(LifecycleLoop lifecycle)
    {
        while (!_stop.IsCancellationRequested)
        {
            var end = await life.RunAsync(new WorkerWatch(worker => OnReady(worker, lifecycle), why => OnLost(why, lifecycle)), _stop.Token, _kill.Token)
                .ConfigureAwait(false);
            // Its calls failed with it, so the drain may be over and the stop already requested.
            if (_wasLostWhileStopping)
                SupervisionLog.DiedWhileStopping(log, end.Sentence, end.LastWords);
            if (_stop.IsCancellationRequested || lifecycle.IsRefusing)
                return;
            _lastEnd = end.Description;
            if (perseverance.OnEnd(end) is { } verdict)
            {
                GiveUp(verdict, end, lifecycle);
                return;
            }
            await RestartAsync(end, lifecycle).ConfigureAwait(false);
        }
    }

    private void OnReady(Worker worker, LifecycleLoop lifecycle)
    {
        perseverance.OnReady();
        worker.LogReady(time.GetElapsedTime(worker.StartedAt).TotalSeconds);
        lifecycle.Post(LifecycleTrigger.BecameReady);
    }

    /// <summary>At once, and not only when what it left behind is swept: from now on nothing answers.</summary>
    private void OnLost(string why, LifecycleLoop lifecycle)
    {
        _wasLostWhileStopping = lifecycle.IsRefusing;
        lifecycle.Post(LifecycleTrigger.LostReady, WorkerEnd.SentenceOf(why));
    }

    private void GiveUp(string verdict, WorkerEnd end, LifecycleLoop lifecycle)
    {
        var wasReady = lifecycle.HasBeenReady;
        if (wasReady)
            SupervisionLog.LostForGood(log, verdict, end.LastWords);
        else
            SupervisionLog.NeverReady(log, verdict, end.LastWords);
        lifecycle.Post(LifecycleTrigger.GiveUp, wasReady ? "the worker is lost for good" : "the worker never became ready");
    }

    private async Task RestartAsync(WorkerEnd end, LifecycleLoop lifecycle)
    {
        var wait = perseverance.Bound(_backoff.AfterDeath(end.HadAnswered));
        _restarts++;
        SupervisionLog.Died(log, end.Sentence, DurationText.Format(wait), end.LastWords);
        lifecycle.Post(LifecycleTrigger.LostReady, end.Sentence);
        try
        {
            await Task.Delay(wait, time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop ends.
        }
    }
}
