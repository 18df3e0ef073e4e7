using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>Requests that do not wait for the answer to the one before (RFC 9112 section 9.3.2).</summary>
public class PipeliningTests
{
    [Fact]
    public async Task Answers_come_in_the_order_of_the_requests()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var siege = await Siege.BeginAsync();
        var requests = Enumerable.Range(0, 50).Select(i => siege.Honest.Request("tools/call", new JsonObject
        {
            ["name"] = "sleep",
            // The later ones would be done first.
            ["arguments"] = new JsonObject { ["ms"] = i == 0 ? 300 : 0 },
        })).ToList();
        using var connection = await siege.Honest.Http.OpenAsync();

        await connection.SendAsync(requests.SelectMany(request => request.Request.ToBytes(siege.Server.Url)).ToArray(), cancellation);

        foreach (var (_, id) in requests)
        {
            var head = await siege.Server.Guard.WatchAsync(connection.ReadHeadAsync(cancellation), "the next answer");
            Assert.Equal("slept", new McpAnswer(await head!.ReadToEndAsync(cancellation), id).Text);
        }
        connection.Dispose();
        await siege.EndAsync();
    }
}
