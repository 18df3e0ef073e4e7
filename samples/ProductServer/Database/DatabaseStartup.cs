using Polly;
using Polly.Retry;

namespace ProductServer.Database;

/// <summary>
/// Migrates at start, and tries again until the database is there: a server that starts before its database is not ready, and
/// ends in no crash loop.
/// </summary>
internal sealed partial class DatabaseStartup(
    IDatabase database, Migrator migrator, DatabaseState state, TimeProvider time, ILogger<DatabaseStartup> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(10),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } fault && database.IsFault(fault)),
                OnRetry = retry =>
                {
                    LogWaiting(database.Description, FaultText.Of(retry.Outcome.Exception!), retry.RetryDelay.TotalSeconds);
                    database.DropIdleConnections();
                    return default;
                },
            })
            .Build();

        await pipeline.ExecuteAsync(async token => _ = await migrator.MigrateAsync(token), stoppingToken);
        state.BecomeMigrated();
    }

    [LoggerMessage(14, LogLevel.Error, "Cannot use {Database} yet: {Fault}. Not ready; trying again in {Seconds:0.0} s")]
    private partial void LogWaiting(string database, string fault, double seconds);
}
