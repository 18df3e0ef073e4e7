using System.Text;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>Clients that send or take their bytes so slowly that they would hold what they have for ever.</summary>
public class SlowClientTests
{
    private const int Slow = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly string[] Beginnings =
    [
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-Slow: a",
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{",
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    ];

    [Fact]
    public async Task A_request_that_does_not_end_is_ended()
    {
        await using var siege = await Siege.BeginAsync();
        var connections = new List<RawConnection>();
        for (var i = 0; i < Slow; i++)
        {
            connections.Add(await siege.Honest.Http.OpenAsync());
            await connections[^1].SendAsync(Encoding.ASCII.GetBytes(Beginnings[i % Beginnings.Length]), Cancellation);
        }
        await siege.AssertServesAsync();

        var heads = await siege.Server.Guard.WatchAsync(
            Task.WhenAll(connections.Select(connection => connection.ReadHeadAsync(Cancellation))), "the end of every slow request");

        Assert.All(heads, head => Assert.Equal(408, head!.Status));
        connections.ForEach(connection => connection.Dispose());
        await siege.EndAsync();
    }

    [Fact]
    public async Task A_client_that_does_not_take_its_answer_loses_it_and_nobody_else_anything()
    {
        await using var siege = await Siege.BeginAsync();
        var (request, _) = siege.Honest.Request("tools/call",
            new JsonObject { ["name"] = "big", ["arguments"] = new JsonObject { ["bytes"] = 12_000_000 } });
        var connections = new List<RawConnection>();
        for (var i = 0; i < 3; i++)
        {
            connections.Add(await siege.Honest.Http.OpenAsync());
            await connections[^1].SendAsync(request, Cancellation);
        }

        await siege.AssertServesAsync();
        await siege.EndAsync();
        connections.ForEach(connection => connection.Dispose());
    }
}
