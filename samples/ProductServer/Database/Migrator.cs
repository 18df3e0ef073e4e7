using System.Globalization;
using ProductServer.Catalogue;

namespace ProductServer.Database;

/// <summary>
/// Brings the tables up to date. All missing steps are one transaction, under a lock: of two replicas that start together one
/// migrates and the other finds it done.
/// </summary>
internal sealed partial class Migrator(IDatabase database, ILogger<Migrator> logger)
{
    private static readonly Migration[] Migrations =
    [
        Migration.FromFile(1, "products"),
        Migration.FromFile(2, "stock"),
        new(3, "seed", CatalogueSeed.InsertAsync),
    ];

    /// <summary>Runs what is missing; the versions that were.</summary>
    public async Task<IReadOnlyList<long>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        await database.LockMigrationsAsync(transaction, cancellationToken);
        await transaction.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, name TEXT NOT NULL)", cancellationToken);

        var done = await transaction.QueryAsync("SELECT version FROM schema_versions", row => row.GetInt64(0), cancellationToken);
        var missing = Migrations.ExceptBy(done, migration => migration.Version).ToArray();
        foreach (var migration in missing)
        {
            await migration.ApplyAsync(transaction, cancellationToken);
            await transaction.ExecuteAsync("INSERT INTO schema_versions (version, name) VALUES (@version, @name)", cancellationToken,
                ("@version", migration.Version), ("@name", migration.Name));
        }

        await transaction.CommitAsync();

        // During a rolling update, or after going back: newer steps only add, so the older program can go on.
        foreach (var newer in done.Except(Migrations.Select(migration => migration.Version)))
            LogNewer(database.Description, newer);
        LogMigrated(database.Description, missing.Length == 0
            ? "up to date"
            : "migrated to version " + missing[^1].Version.ToString(CultureInfo.InvariantCulture));
        return [.. missing.Select(migration => migration.Version)];
    }

    [LoggerMessage(12, LogLevel.Information, "{Database}: {State}")]
    private partial void LogMigrated(string database, string state);

    [LoggerMessage(13, LogLevel.Warning, "{Database} has version {Version}, which this program does not know: a newer release has migrated it")]
    private partial void LogNewer(string database, long version);
}
