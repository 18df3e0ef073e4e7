namespace ProductServer.Tests.Database;

/// <summary>The contract on SQLite; two replicas are two connections pools on one file, as two processes are.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    private protected override Task<(string Name, string Value)[]> CreateAsync() => Task.FromResult<(string, string)[]>([("DATA_DIR", _folder.Path)]);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
