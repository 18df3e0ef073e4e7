using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace ProductServer.Database.Postgres;

/// <summary>PostgreSQL, for any number of replicas: row locks and unique keys keep them from getting in each other's way.</summary>
internal sealed class PostgresDatabase : IDatabase, IDisposable
{
    /// <summary>"products" in ASCII: advisory locks are numbers, shared by all users of a database.</summary>
    private const long MigrationLock = 0x70726F6475637473;

    private readonly NpgsqlDataSource _source;
    private readonly TimeSpan _openWithin;

    /// <summary>A database at the given place.</summary>
    public PostgresDatabase(NpgsqlConnectionStringBuilder target)
    {
        Description = $"PostgreSQL {target.Host}:{target.Port}/{target.Database}";

        // The slim builder: the full one brings type mappings that need reflection.
        var builder = new NpgsqlSlimDataSourceBuilder(target.ConnectionString);
        _ = builder.EnableTransportSecurity();
        _source = builder.Build();
        _openWithin = TimeSpan.FromSeconds(target.Timeout);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await ConnectAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        try
        {
            return new WriteTransaction(connection, await connection.BeginTransactionAsync(cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task LockMigrationsAsync(WriteTransaction transaction, CancellationToken cancellationToken)
    {
        // Migrations may take longer than a call may, and so may the wait for another replica's.
        _ = await transaction.ExecuteAsync("SET LOCAL statement_timeout = 0", cancellationToken);
        await using var command = transaction.Connection.CreateCommand();
        command.Transaction = transaction.Transaction;
        command.CommandText = FormattableString.Invariant($"SELECT pg_advisory_xact_lock({MigrationLock})");
        command.CommandTimeout = 300;
        _ = await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public bool IsFault(Exception exception) => exception switch
    {
        // A violated constraint or a statement that does not compile is our fault; a missing privilege is not.
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => true,
        PostgresException { SqlState: ['2', '3', ..] or ['4', '2', ..] } => false,
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        _ => false,
    };

    /// <inheritdoc/>
    public bool IsTransient(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        NpgsqlException fault => fault.IsTransient,
        SocketException or TimeoutException or IOException => true,
        _ => false,
    };

    /// <inheritdoc/>
    public void DropIdleConnections() => _source.Clear();

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <summary>
    /// The connection timeout does not bound the look-up of the host's name, and a stopped container's name takes the resolver's
    /// whole patience, many seconds.
    /// </summary>
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var opening = _source.OpenConnectionAsync(cancellationToken).AsTask();
        try
        {
            return await opening.WaitAsync(_openWithin, cancellationToken);
        }
        catch (TimeoutException)
        {
            _ = opening.ContinueWith(static late => late.Result.Dispose(), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }
}
