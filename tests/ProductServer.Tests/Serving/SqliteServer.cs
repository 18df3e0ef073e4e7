using System.Net;
using ModelContextProtocol.Client;

namespace ProductServer.Tests.Serving;

/// <summary>One server on SQLite, and a client of it, for tests that leave no trace which would disturb another.</summary>
public sealed class SqliteServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ServerProcess? _server;

    internal McpClient Client { get; private set; } = null!;

    internal ServerProcess Server => _server!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(("DATA_DIR", _folder.Path));
        await _server.UntilAsync("/health/ready", HttpStatusCode.OK);
        Client = await _server.ConnectAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _server!.DisposeAsync();
        _folder.Dispose();
    }
}
