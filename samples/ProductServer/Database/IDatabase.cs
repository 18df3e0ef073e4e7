using System.Data.Common;

namespace ProductServer.Database;

/// <summary>What differs between SQLite and PostgreSQL. The SQL of the catalogue and of the stock is the same for both.</summary>
internal interface IDatabase
{
    /// <summary>Which database this is, for logs: never with credentials.</summary>
    string Description { get; }

    /// <summary>Opens a pooled connection.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that will write.</summary>
    Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken);

    /// <summary>Makes other starters wait until this transaction has ended.</summary>
    Task LockMigrationsAsync(WriteTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Whether the exception comes from the database or the way to it, and not from our own code.</summary>
    bool IsFault(Exception exception);

    /// <summary>Whether trying again at once may help.</summary>
    bool IsTransient(Exception exception);

    /// <summary>Drops the idle connections: after a lost one the others are lost too.</summary>
    void DropIdleConnections();
}
