using System.Data.Common;

namespace ProductServer.Database;

/// <summary>A transaction that writes, with its connection. Rolls back unless it was committed.</summary>
/// <param name="connection">Disposed with this.</param>
/// <param name="transaction">Disposed with this.</param>
/// <param name="ended">Called when the next writer may go on.</param>
internal sealed class WriteTransaction(DbConnection connection, DbTransaction transaction, Action? ended = null) : IAsyncDisposable
{
    /// <summary>Runs the commands of the transaction.</summary>
    public DbConnection Connection => connection;

    /// <summary>What commands have to name.</summary>
    public DbTransaction Transaction => transaction;

    /// <summary>From here on a lost connection leaves open whether the changes were made.</summary>
    public bool CommitBegan { get; private set; }

    /// <summary>Makes the changes permanent. Not cancellable: a client that leaves now must not make the outcome unknown.</summary>
    public async Task CommitAsync()
    {
        CommitBegan = true;
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (DbException)
        {
            // The rollback of a lost connection fails, and has happened.
        }
        finally
        {
            await connection.DisposeAsync();
            ended?.Invoke();
        }
    }
}
