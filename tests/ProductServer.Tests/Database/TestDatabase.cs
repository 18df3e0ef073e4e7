using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductServer.Database;
using ProductServer.Mcp;

namespace ProductServer.Tests.Database;

/// <summary>The server's own services on a database, without a server around them.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly IHost _host;

    private TestDatabase(IHost host) => _host = host;

    /// <summary>Builds the services on the settings; migrates unless a test wants to do that.</summary>
    public static async Task<TestDatabase> OpenAsync(bool migrate, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.AddProductDatabase();
        builder.Services.AddProductMcp();
        var database = new TestDatabase(builder.Build());
        if (migrate)
            await database.MigrateAsync();
        return database;
    }

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task<IReadOnlyList<long>> MigrateAsync()
    {
        var versions = await Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        Get<DatabaseState>().BecomeMigrated();
        return versions;
    }

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)_host).DisposeAsync();
}
