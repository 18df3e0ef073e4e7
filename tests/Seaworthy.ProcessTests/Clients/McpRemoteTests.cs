using ModelContextProtocol.Client;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Clients;

/// <summary><c>mcp-remote</c>, by which clients that speak only stdio reach servers over HTTP, between the C# client and server-everything.</summary>
public class McpRemoteTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_works_through_mcp_remote()
    {
        var folder = Directory.CreateTempSubdirectory("seaworthy-mcp-remote-");
        try
        {
            await using var server = await SeaworthyProcess.StartReadyAsync(EverythingServer.Run());
            var transport = new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = EverythingServer.Node(),
                Arguments = [EverythingServer.Script("node_modules/mcp-remote/dist/proxy.js"), server.Endpoint.AbsoluteUri],
                EnvironmentVariables = new Dictionary<string, string?> { ["MCP_REMOTE_CONFIG_DIR"] = folder.FullName },
                ShutdownTimeout = HangGuard.Limit,
            });
            var options = new McpClientOptions { DiscoverProbeTimeout = HangGuard.Limit };
            var client = await server.Guard.WatchAsync(McpClient.CreateAsync(transport, options, cancellationToken: Cancellation), "mcp-remote to connect");

            await server.Guard.WatchAsync(new CSharpJourney(client).RunAsync(Cancellation), "the client's journey", HangGuard.Limit * 2);
            await client.DisposeAsync();

            server.Send(Signal.Terminate);
            Assert.Equal(0, (await server.ExitAsync()).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
