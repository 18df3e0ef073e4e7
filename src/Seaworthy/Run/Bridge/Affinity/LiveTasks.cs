using System.Collections.Concurrent;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>
/// Tasks that go on after their call was answered. They hold their worker: one that is replaced stays until they are over, or
/// until it would have dropped them itself.
/// </summary>
internal sealed class LiveTasks(WorkerPool pool, TimeProvider time)
{
    /// <summary>A worker that does not say how long it keeps a task is not kept for ever for the sake of a client that never asks.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Stay> _stays = new(StringComparer.Ordinal);

    /// <summary>A worker has said how a task stands.</summary>
    public void Note(TaskState task, Worker worker)
    {
        if (task.IsOver)
            End(task.Id);
        else if (!_stays.ContainsKey(task.Id) && pool.TryVisit(worker) is { } visited)
            Begin(task, visited, worker);
    }

    private void Begin(TaskState task, Worker visited, Worker owner)
    {
        if (visited != owner)
        {
            // It has ended meanwhile, and its task with it.
            pool.Depart(visited);
            return;
        }
        var timeToLive = task.TimeToLive is { } ttl && ttl < Longest ? ttl : Longest;
        var stay = new Stay(owner, time.CreateTimer(_ => End(task.Id), null, timeToLive, Timeout.InfiniteTimeSpan));
        if (!_stays.TryAdd(task.Id, stay))
            Leave(stay);
    }

    private void End(string id)
    {
        if (_stays.TryRemove(id, out var stay))
            Leave(stay);
    }

    private void Leave(Stay stay)
    {
        stay.Timer.Dispose();
        pool.Depart(stay.Worker);
    }

    private sealed record Stay(Worker Worker, ITimer Timer);
}
