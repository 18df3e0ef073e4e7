using System.Data.Common;

namespace ProductServer.Database;

/// <summary>Commands in one line, on any connection.</summary>
internal static class SqlCommands
{
    /// <summary>Runs a statement; the number of rows that it changed.</summary>
    public static async Task<int> ExecuteAsync(
        this WriteTransaction transaction, string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = transaction.Connection.Command(sql, parameters);
        command.Transaction = transaction.Transaction;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Every row of a query inside the transaction.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this WriteTransaction transaction, string sql, Func<DbDataReader, T> row, CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters)
    {
        await using var command = transaction.Connection.Command(sql, parameters);
        command.Transaction = transaction.Transaction;
        return await command.RowsAsync(row, cancellationToken);
    }

    /// <summary>Every row of a query.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> row, CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        return await command.RowsAsync(row, cancellationToken);
    }

    private static DbCommand Command(this DbConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static async Task<List<T>> RowsAsync<T>(this DbCommand command, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(row(reader));
        return rows;
    }
}
