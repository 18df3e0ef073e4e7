namespace ProductServer.Database;

/// <summary>What is known about the database: whether it can be used, and whether it answered last time.</summary>
internal sealed class DatabaseState
{
    private readonly TaskCompletionSource _migrated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _silent;

    /// <summary>Completes when the migrations have run: the tables can be used.</summary>
    public Task Migrated => _migrated.Task;

    /// <summary>Says that the migrations have run.</summary>
    public void BecomeMigrated() => _migrated.TrySetResult();

    /// <summary>Whether the health check got no answer last time.</summary>
    public bool IsSilent => Volatile.Read(ref _silent) != 0;

    /// <summary>Notes whether the database answers; true when that is news.</summary>
    public bool ChangeAnswering(bool answers) => Interlocked.Exchange(ref _silent, answers ? 0 : 1) == (answers ? 1 : 0);
}
