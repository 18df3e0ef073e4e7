namespace ProductServer.Database;

/// <summary>What is known about the database: whether it can be used, and whether it answered last time.</summary>
internal sealed class DatabaseState
{
    private volatile bool _migrated;
    private int _silent;

    /// <summary>The migrations have run: the tables can be used. Written once, by <see cref="DatabaseStartup"/>.</summary>
    public bool Migrated
    {
        get => _migrated;
        set => _migrated = value;
    }

    /// <summary>Notes whether the database answers; true when that is news.</summary>
    public bool ChangeAnswering(bool answers) => Interlocked.Exchange(ref _silent, answers ? 0 : 1) == (answers ? 1 : 0);
}
