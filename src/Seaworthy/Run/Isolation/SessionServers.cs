using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Bridge;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Bridge.Streams;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Isolation;

/// <summary>The servers of all sessions (<c>--isolation session</c>), their spares, and what is remembered of those that sleep.</summary>
internal sealed class SessionServers(IsolationPlan plan, PoolLimits limits, EventStore store, int spares) : IStopStep, IHealthSection, IDisposable
{
    private readonly ConcurrentDictionary<SessionServer, byte> _awake = new();
    private readonly ConcurrentDictionary<IsolatedProcess, byte> _alive = new();
    private readonly Sleepers _sleepers = new();
    private readonly CancellationTokenSource _kill = new();
    private SpareProcesses? _spares;
    private BridgeContext? _shared;

    public string Name => "sessions";

    public TimeProvider Time => plan.Time;

    public ILogger Log => plan.Log;

    /// <summary>Whether no more processes are started.</summary>
    public bool IsStopping => _shared!.Lifecycle.IsRefusing;

    /// <summary>Begins when the command has shown that it can be started: spares of one that cannot would only fail again and again.</summary>
    /// <param name="shared">What calls of clients without a session work with.</param>
    public void Start(BridgeContext shared)
    {
        _shared = shared;
        var lifecycle = shared.Lifecycle;
        _spares = new SpareProcesses(plan, spares, _kill.Token);
        lifecycle.Draining.UnsafeRegister(_ => EndIdle(), null);
        lifecycle.Cancelling.UnsafeRegister(_ => CancelCalls(), null);
        _ = GuardAsync(FillWhenReadyAsync(lifecycle));
    }

    /// <summary>A server for a client that introduces itself, or for one that comes back. It starts at its first <see cref="SessionServer.Wake"/>.</summary>
    public SessionServer Create(Introduction introduction)
    {
        var bridge = new BridgeContext(_shared!.Lifecycle, new WorkerPool(limits, plan.Time), _shared.Sessions, _shared.Limits, _shared.Time) { Retry = _shared.Retry };
        var server = new SessionServer(this, introduction, new SessionStreams(store), bridge);
        _awake[server] = 0;
        return server;
    }

    /// <summary>Ends the process of a session that is idle or has to make room, and remembers how its client introduced itself.</summary>
    public void LetSleep(Session session)
    {
        session.Server!.Introduction.Subscriptions = session.Subscriptions;
        _sleepers.Add(session.Id, session.Server.Introduction);
        session.Server.End("it is idle");
    }

    public bool IsAsleep(string id) => _sleepers.Has(id);

    /// <summary>The server of a session that sleeps; null when nothing is known of it any more.</summary>
    public SessionServer? WakeUp(string id)
    {
        if (_sleepers.Take(id) is not { } introduction)
            return null;
        var server = Create(introduction);
        server.Resume();
        return server;
    }

    /// <summary>A process, warm if there is one.</summary>
    public IsolatedProcess Take()
    {
        var process = _spares!.TryTake() ?? IsolatedProcess.Start(plan, _kill.Token);
        _alive[process] = 0;
        _ = process.Ended.ContinueWith(_ => _alive.TryRemove(process, out byte _), TaskScheduler.Default);
        return process;
    }

    public void Remove(SessionServer server) => _awake.TryRemove(server, out _);

    /// <summary>Whatever goes wrong in here ends the server: a session that nobody looks after would hang.</summary>
    public async Task GuardAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            SupervisionLog.Failed(Log, e);
            _shared!.Lifecycle.Post(LifecycleTrigger.Fault, $"the supervision of a session's worker failed: {e.Message}");
        }
    }

    async Task IStopStep.StopAsync(CancellationToken atBudgetEnd)
    {
        using var registration = atBudgetEnd.UnsafeRegister(_ => _kill.Cancel(), null);
        foreach (var server in _awake.Keys)
            server.End("the server stops");
        foreach (var process in _alive.Keys)
            process.Stop();
        await Task.WhenAll([.. _alive.Keys.Select(process => process.Ended), _spares!.StopAsync()]).ConfigureAwait(false);
    }

    public void Write(Utf8JsonWriter json)
    {
        var workers = _awake.Keys.Select(server => server.Process?.Worker).OfType<IsolatedWorker>().ToList();
        json.WriteStartObject("sessions"u8);
        json.WriteNumber("open"u8, _awake.Count);
        json.WriteNumber("workers"u8, workers.Count);
        json.WriteNumber("inFlight"u8, workers.Sum(worker => worker.Load));
        json.WriteNumber("noise"u8, workers.Sum(worker => worker.Noise));
        json.WriteNumber("spares"u8, _spares?.Count ?? 0);
        json.WriteNumber("asleep"u8, _sleepers.Count);
        json.WriteEndObject();
    }

    public void Dispose() => _kill.Dispose();

    /// <summary>Draining: nothing new comes, so who has nothing to do may go.</summary>
    private void EndIdle()
    {
        _ = _spares!.StopAsync();
        foreach (var server in _awake.Keys.Where(server => !server.IsBusy))
            server.End("the server stops");
    }

    private void CancelCalls()
    {
        foreach (var server in _awake.Keys)
            server.Process?.Worker?.CancelCalls("the server is shutting down");
    }

    private async Task FillWhenReadyAsync(LifecycleLoop lifecycle)
    {
        for (var phase = lifecycle.Phase; phase == LifecyclePhase.Starting; phase = lifecycle.Phase)
            await lifecycle.WhenNot(phase).ConfigureAwait(false);
        if (lifecycle.Phase < LifecyclePhase.Announcing)
            _spares!.Fill();
    }
}
