using System.Collections.Concurrent;
using System.Text.Json;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>
/// Tasks that go on after their call was answered. They are calls in flight: a drain waits for them, and a worker that is replaced stays,
/// until the client has been given what came of them, or could not be given it any more.
/// </summary>
internal sealed class LiveTasks
{
    /// <summary>A worker that does not say how long it keeps a task is not kept for ever for the sake of a client that never asks.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Up to 2025-11-25 a client hears first that a task is over, and asks then for what came of it.</summary>
    private static readonly TimeSpan ResultAskedWithin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Stay> _stays = new(StringComparer.Ordinal);
    private readonly WorkerPool _pool;
    private readonly InFlightCalls _calls;
    private readonly CancellationToken _cancelling;
    private readonly CancellationToken _answering;
    private readonly TimeProvider _time;

    /// <param name="pool">The workers.</param>
    /// <param name="calls">The calls a drain waits for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancelling">When calls are cancelled, so that they end before the shutdown budget does.</param>
    /// <param name="answering">The end of the shutdown budget, at which what is left is given up.</param>
    public LiveTasks(WorkerPool pool, InFlightCalls calls, TimeProvider time, CancellationToken cancelling, CancellationToken answering)
    {
        (_pool, _calls, _cancelling, _answering, _time) = (pool, calls, cancelling, answering, time);
        pool.Changed += CutThoseOfTheDead;
    }

    public bool IsEmpty => _stays.IsEmpty;

    /// <summary>A worker has said how a task stands, and the client hears it.</summary>
    public void Note(string name, TaskState task, Worker worker, bool isModern)
    {
        // Since 2026-07-28 the result is part of that message.
        var isDone = task.IsOver && (!task.HasResult || isModern);
        if (isDone)
            End(name, CallFate.Answered);
        else if (_stays.TryGetValue(name, out var stay))
            stay.HurryWhen(task.IsOver, ResultAskedWithin);
        else if (_pool.TryStay(worker))
            Begin(name, task, worker);
    }

    /// <summary>The client has been given what came of a task, or has been told that there is none.</summary>
    public void Deliver(string name) => End(name, CallFate.Answered);

    /// <summary>Nobody will ask any more for those whose names begin so.</summary>
    public void Abandon(string prefix = "")
    {
        foreach (var name in _stays.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            End(name, CallFate.Abandoned);
    }

    /// <summary>Asks a worker to give a task up, and does not wait for more than its answer. One that speaks HTTP is not asked: that would take the client's credentials.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="owner">Who has it.</param>
    public async Task CancelAsync(string id, Worker owner)
    {
        if (owner is not StdioWorker worker)
            return;
        using var patience = new CancellationTokenSource(Patience, _time);
        var meta = worker.Identity is { IsModern: true } ? $",\"_meta\":{ModernMeta.Own}" : "";
        try
        {
            await WorkerQuestion.AskAsync(worker.Pipe, Methods.TasksCancel, $$"""{"taskId":"{{JsonEncodedText.Encode(id)}}"{{meta}}}""", _time, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It does not answer, and will be stopped with its worker.
        }
    }

    private void Begin(string name, TaskState task, Worker owner)
    {
        var timeToLive = task.IsOver ? ResultAskedWithin : task.TimeToLive is { } ttl && ttl < Longest ? ttl : Longest;
        var stay = new Stay(owner, _calls.BeginContinuation())
        {
            Timer = _time.CreateTimer(_ => End(name, CallFate.Abandoned), null, timeToLive, Timeout.InfiniteTimeSpan),
            // The client learns of it when it asks next; a task that goes on in spite of it is cut at the end.
            AtCancel = _cancelling.UnsafeRegister(_ => _ = CancelAsync(task.Id, owner), null),
            AtBudgetEnd = _answering.UnsafeRegister(_ => End(name, CallFate.Cut), null),
        };
        if (!_stays.TryAdd(name, stay))
            Leave(stay, CallFate.Abandoned);
        else if (_answering.IsCancellationRequested)
            End(name, CallFate.Cut);
        else if (!_pool.IsPresent(owner))
            CutThoseOfTheDead();
    }

    private void CutThoseOfTheDead()
    {
        foreach (var (name, stay) in _stays)
        {
            if (!_pool.IsPresent(stay.Worker))
                End(name, CallFate.Cut);
        }
    }

    private void End(string name, CallFate fate)
    {
        if (_stays.TryRemove(name, out var stay))
            Leave(stay, fate);
    }

    private void Leave(Stay stay, CallFate fate)
    {
        stay.Timer.Dispose();
        stay.AtCancel.Unregister();
        stay.AtBudgetEnd.Unregister();
        _pool.Depart(stay.Worker);
        stay.Call.End(fate);
    }

    private sealed record Stay(Worker Worker, InFlightCall Call)
    {
        private int _isOver;

        public required ITimer Timer { get; init; }

        public required CancellationTokenRegistration AtCancel { get; init; }

        public required CancellationTokenRegistration AtBudgetEnd { get; init; }

        /// <summary>Once, when the task is over.</summary>
        public void HurryWhen(bool isOver, TimeSpan within)
        {
            if (isOver && Interlocked.Exchange(ref _isOver, 1) == 0)
                Timer.Change(within, Timeout.InfiniteTimeSpan);
        }
    }
}
