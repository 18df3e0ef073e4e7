using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>
/// Clients that close their sending side and wait. HTTP leaves it to the server whether that is the end of the client (RFC
/// 9112 section 9.6 asks clients not to); Kestrel takes it so, and for it the rules of a disconnect hold.
/// </summary>
public class HalfCloseTests
{
    [Theory]
    [InlineData(Revision.November2025, "answered")]
    [InlineData(Revision.July2026, "cancelled")]
    public async Task A_client_that_closes_its_sending_side_counts_as_gone(string revision, string happens)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ledger", ledger.Path));
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);
        var (request, _) = client.Request("tools/call", new JsonObject { ["name"] = "sleep", ["arguments"] = new JsonObject { ["ms"] = 5000 } });
        using var connection = await client.Http.OpenAsync();
        await connection.SendAsync(request, cancellation);
        await ledger.WaitForAsync(server, "received", "sleep");

        connection.EndSending();

        Assert.Null(await server.Guard.WatchAsync(connection.ReadHeadAsync(cancellation), "the end of the connection"));
        await ledger.WaitForAsync(server, happens, "sleep");
        await server.WaitForInFlightAsync(0);
        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }
}
