using ProductServer.Tests.Postgres;

[assembly: AssemblyFixture(typeof(SharedCluster))]

namespace ProductServer.Tests.Postgres;

/// <summary>One cluster for all tests that do not stop it; started by the first that asks, so that the others never skip.</summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<PostgresCluster>? _cluster;

    /// <summary>The URL of an empty database of the caller's own.</summary>
    internal async Task<string> CreateDatabaseAsync() => await (await GetAsync()).CreateDatabaseAsync();

    internal Task<PostgresCluster> GetAsync()
    {
        _ = PostgresPrograms.Folder;
        lock (_lock)
            return _cluster ??= PostgresCluster.StartNewAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is { IsCompletedSuccessfully: true })
            await (await _cluster).DisposeAsync();
    }
}
