using ProductServer.Tests.Postgres;

namespace ProductServer.Tests.Database;

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresStoreTests(SharedCluster cluster) : StoreContract
{
    private protected override async Task<(string Name, string Value)[]> CreateAsync() => [("DATABASE_URL", await cluster.CreateDatabaseAsync())];
}
