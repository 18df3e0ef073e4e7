namespace Seaworthy.ContainerTests.Harness;

/// <summary>PostgreSQL on a network, under the name <c>db</c>.</summary>
internal sealed class PostgresContainer : IAsyncDisposable
{
    private const string LockHolder = "lock-holder";

    private readonly Container _container;

    private PostgresContainer(Container container) => _container = container;

    /// <summary>The image; the tag that compose.yaml names.</summary>
    public static string Image => "postgres:17";

    /// <summary>The environment variable that leads to it from the same network, as an option of <c>docker run</c>.</summary>
    public static string[] UrlOption { get; } = ["--env", "DATABASE_URL=postgresql://products:secret@db:5432/products?sslmode=disable"];

    /// <summary>Starts it and waits until it takes connections.</summary>
    public static async Task<PostgresContainer> StartAsync(Network network)
    {
        var database = new PostgresContainer(await Container.RunAsync(
            Image,
            [
                "--network", network.Name, "--network-alias", "db",
                "--env", "POSTGRES_USER=products", "--env", "POSTGRES_DB=products", "--env", "POSTGRES_PASSWORD=secret",
            ],
            // Image builds beside it fill the disk's queue for minutes, and what is here need not outlive the machine.
            "postgres", "-c", "fsync=off"));
        await Eventually.IsAsync(
            async () => (await database._container.ExecAsync("pg_isready", "--host=127.0.0.1", "--username=products")).Code == 0,
            "PostgreSQL to take connections", database._container.DescribeAsync);
        return database;
    }

    /// <summary>Runs a statement and returns its rows, columns apart by <c>|</c>.</summary>
    public async Task<string[]> QueryAsync(string sql)
    {
        var result = await PsqlAsync("psql", sql);
        return result.Code == 0
            ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException(result.ToString());
    }

    /// <summary>Takes a table away from everybody, until <see cref="UnlockAsync"/>: calls that need it wait.</summary>
    public async Task LockAsync(string table)
    {
        _ = PsqlAsync(LockHolder, $"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(600)");
        await Eventually.IsAsync(
            async () => await CountAsync("mode = 'AccessExclusiveLock' AND granted") == 1, $"the lock of {table}", _container.DescribeAsync);
    }

    /// <summary>Waits until so many statements wait for the lock.</summary>
    public Task WaitersAsync(int count) =>
        Eventually.IsAsync(async () => await CountAsync("NOT granted") == count, $"{count} that wait for the lock", _container.DescribeAsync);

    /// <summary>Gives it back.</summary>
    public Task UnlockAsync() => QueryAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{LockHolder}'");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _container.DisposeAsync();

    private async Task<int> CountAsync(string condition) =>
        int.Parse((await QueryAsync($"SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND {condition}"))[0], System.Globalization.CultureInfo.InvariantCulture);

    private Task<CommandResult> PsqlAsync(string application, string sql) => Docker.TryAsync(
        "exec", "--env", $"PGAPPNAME={application}", _container.Name,
        "psql", "--username=products", "--dbname=products", "--no-align", "--tuples-only", "--quiet", "--command", sql);
}
