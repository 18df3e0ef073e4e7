using System.Data.Common;
using Polly;
using Polly.Retry;

namespace ProductServer.Database;

/// <summary>
/// Runs work on the database: again when it failed for a passing reason, and with one exception when it fails for good.
/// Trying again is safe because every piece of work is: reads change nothing, and writes find their own earlier attempt.
/// </summary>
internal sealed partial class DatabaseCalls(IDatabase database, DatabaseState state, TimeProvider time, ILogger<DatabaseCalls> logger)
{
    /// <summary>An attempt that took longer was no hiccup, and its caller has waited enough.</summary>
    private static readonly TimeSpan RetryWithin = TimeSpan.FromSeconds(2);

    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } fault && database.IsTransient(fault)),
            OnRetry = _ =>
            {
                database.DropIdleConnections();
                return default;
            },
        })
        .Build();

    /// <summary>Runs work that only reads.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(async (_, token) =>
        {
            await using var connection = await database.OpenAsync(token);
            return await work(connection, token);
        }, cancellationToken);

    /// <summary>Runs work in a transaction and commits it. Work that throws is rolled back.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<T> WriteAsync<T>(Func<WriteTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(async (attempts, token) =>
        {
            await using var transaction = await database.BeginWriteAsync(token);
            var result = await work(transaction, token);
            try
            {
                await transaction.CommitAsync();
            }
            catch (Exception e) when (database.IsFault(e))
            {
                attempts.CommitWasLost = true;
                throw;
            }

            return result;
        }, cancellationToken);

    private async Task<T> RunAsync<T>(Func<Attempts, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        if (!state.Migrated.IsCompleted)
            throw new DatabaseUnavailableException(outcomeUnknown: false);

        var attempts = new Attempts();
        var began = time.GetTimestamp();
        try
        {
            return await _retry.ExecuteAsync(AttemptAsync, cancellationToken);
        }
        catch (Exception e) when (database.IsFault(e))
        {
            throw Unavailable(attempts, e);
        }

        async ValueTask<T> AttemptAsync(CancellationToken token)
        {
            try
            {
                return await attempt(attempts, token);
            }
            catch (Exception e) when (database.IsFault(e) && (state.IsSilent || time.GetElapsedTime(began) > RetryWithin))
            {
                throw Unavailable(attempts, e);
            }
        }
    }

    private DatabaseUnavailableException Unavailable(Attempts attempts, Exception fault)
    {
        LogUnavailable(database.Description, FaultText.Of(fault));
        return new DatabaseUnavailableException(attempts.CommitWasLost, fault);
    }

    [LoggerMessage(11, LogLevel.Error, "{Database} failed a call: {Fault}")]
    private partial void LogUnavailable(string database, string fault);

    /// <summary>What the attempts of one call leave behind for the last one to say.</summary>
    private sealed class Attempts
    {
        public bool CommitWasLost { get; set; }
    }
}
