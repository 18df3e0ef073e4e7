using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>Clients that leave in the middle of what they say.</summary>
public class DisconnectTests
{
    [Theory]
    [InlineData(Revision.November2025, false)]
    [InlineData(Revision.November2025, true)]
    [InlineData(Revision.July2026, false)]
    [InlineData(Revision.July2026, true)]
    public async Task A_disconnect_at_any_byte_leaves_nothing_behind(string revision, bool reset)
    {
        await using var siege = await Siege.BeginAsync();
        var client = await RawMcp.ConnectAsync(siege.Server.Endpoint, revision);
        var (request, _) = client.Request("tools/call", new JsonObject { ["name"] = "sleep", ["arguments"] = new JsonObject { ["ms"] = 20 } });
        var bytes = request.ToBytes(siege.Server.Url);

        for (var sent = 0; sent <= bytes.Length; sent++)
        {
            var connection = await client.Http.OpenAsync();
            await connection.SendAsync(bytes.AsMemory(0, sent), TestContext.Current.CancellationToken);
            if (reset)
                connection.Reset();
            else
                connection.Dispose();
        }

        await siege.EndAsync();
    }
}
