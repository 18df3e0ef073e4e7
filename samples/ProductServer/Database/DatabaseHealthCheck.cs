using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductServer.Database;

/// <summary>
/// Decides readiness: a server without its database gets no requests. It says nothing about liveness, because a restart of the
/// server does not bring a database back.
/// </summary>
internal sealed partial class DatabaseHealthCheck(
    IDatabase database, DatabaseState state, TimeProvider time, ILogger<DatabaseHealthCheck> logger) : IHealthCheck
{
    private static readonly TimeSpan MigrationPatience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // The first look comes while the migrations run: waiting makes the server ready with them, and not with the next look.
            await state.Migrated.WaitAsync(MigrationPatience, time, cancellationToken);
            await using var connection = await database.OpenAsync(cancellationToken);
            _ = await connection.QueryAsync("SELECT 1", row => row.GetInt32(0), cancellationToken);
            if (state.ChangeAnswering(true))
                LogBack(database.Description);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException) when (!state.Migrated.IsCompleted)
        {
            return HealthCheckResult.Unhealthy("The database could not be prepared yet; the log says why.");
        }
        catch (Exception e) when (database.IsFault(e))
        {
            database.DropIdleConnections();
            if (state.ChangeAnswering(false))
                LogLost(database.Description, FaultText.Of(e));

            // Health is open to everybody: addresses belong into the log.
            return HealthCheckResult.Unhealthy("The database does not answer; the log says why.");
        }
    }

    [LoggerMessage(15, LogLevel.Error, "{Database} does not answer: {Fault}. Not ready until it does")]
    private partial void LogLost(string database, string fault);

    [LoggerMessage(16, LogLevel.Information, "{Database} answers again")]
    private partial void LogBack(string database);
}
