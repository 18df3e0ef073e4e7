using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>Which worker has which task, by the name that it goes by among all: its id, and the session where ids are a session's own.</summary>
internal sealed class TaskBook(WorkerPool pool, LiveTasks tasks)
{
    private const int Most = 100_000;

    private readonly Owners _owners = new(Most);

    /// <summary>Those that go on.</summary>
    public LiveTasks Live => tasks;

    /// <summary>Null when nobody is known to have it.</summary>
    public Worker? OwnerOf(string name) => _owners.Find(name);

    /// <summary>A worker has said how a task stands, and the client hears it. False when another worker has one of that name: whoever asked for this one would be given that.</summary>
    public bool TryNote(string name, TaskState state, Worker worker, bool isModern)
    {
        if (_owners.Find(name) is { } other && other != worker && pool.IsPresent(other))
            return false;
        _owners.Remember(name, worker);
        tasks.Note(name, state, worker, isModern);
        return true;
    }
}
