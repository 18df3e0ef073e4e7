using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ProductServer.Database.Sqlite;

/// <summary>A file, for one replica: pooled connections, a write-ahead log so that readers never wait, one writer at a time.</summary>
internal sealed class SqliteDatabase : IDatabase, IDisposable
{
    // SQLite's own codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Constraint = 19;

    private readonly string _connectionString;

    // Writers of this process queue here without holding a thread; the busy timeout is for other processes.
    private readonly SemaphoreSlim _writer = new(1);

    /// <summary>A database in the given file, which is created when it is first opened.</summary>
    public SqliteDatabase(string path)
    {
        Description = $"SQLite {path}";
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 10,
        }.ConnectionString;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var settings = connection.CreateCommand();

            // The file remembers WAL, the rest belongs to the connection. NORMAL survives a crash of the process; a power cut
            // may take the last transactions, never the file.
            settings.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
            _ = await settings.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        DbConnection? connection = null;
        try
        {
            connection = await OpenAsync(cancellationToken);

            // Immediate: a deferred transaction that has read cannot wait for another writer any more, it fails.
            var transaction = ((SqliteConnection)connection).BeginTransaction(deferred: false);
            return new WriteTransaction(connection, transaction, () => _writer.Release());
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            _writer.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The immediate transaction is the lock, also between processes.</remarks>
    public Task LockMigrationsAsync(WriteTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public bool IsFault(Exception exception) => exception is SqliteException { SqliteErrorCode: not Constraint };

    /// <inheritdoc/>
    public bool IsTransient(Exception exception) => exception is SqliteException { SqliteErrorCode: Busy or Locked };

    /// <inheritdoc/>
    public void DropIdleConnections() => SqliteConnection.ClearPool(new SqliteConnection(_connectionString));

    /// <inheritdoc/>
    /// <remarks>Closes the pooled connections: the last one folds the write-ahead log into the file.</remarks>
    public void Dispose()
    {
        DropIdleConnections();
        _writer.Dispose();
    }
}
