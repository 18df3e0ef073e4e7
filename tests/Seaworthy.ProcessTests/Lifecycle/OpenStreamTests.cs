using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>What is open but waits for nothing never holds up a stop.</summary>
public class OpenStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    public async Task An_idle_stream_ends_at_Draining_and_says_when_to_come_back(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);
        using var stream = await client.OpenStreamAsync();
        Assert.True(await server.Guard.WatchAsync(stream.ReadUntilAsync("retry: "), "the first retry"));
        var call = await CallInFlight.StartAsync(server, client, "silent");

        server.Send(Signal.Terminate);

        // The call still runs: the stream has not waited for it.
        var ended = await server.Guard.WatchAsync(stream.ReadToEndAsync(), "the end of the stream");
        Assert.Equal(RawEnding.Complete, ended.Ending);
        Assert.Equal(2, ended.Body.Split('\n').Count(line => line.StartsWith("retry: ", StringComparison.Ordinal)));
        // 2025-11-25 begins with an event without data, which resumption starts from.
        Assert.DoesNotContain("data: ", ended.Body, StringComparison.Ordinal);
        await CancelAsync(client, call);
        await server.AssertExitAsync(0);
    }

    [Theory]
    [InlineData]
    [InlineData("--revision", Revision.July2026)]
    public async Task A_subscription_ends_with_its_result(params string[] worker)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub(worker));
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        var (request, id) = client.Request("subscriptions/listen", new JsonObject
        {
            ["notifications"] = new JsonObject { ["toolsListChanged"] = true },
        });
        using var connection = await client.Http.OpenAsync();
        await connection.SendAsync(request, Cancellation);
        var head = connection.ReadHeadAsync(Cancellation);

        server.Send(Signal.Terminate);

        var response = await server.Guard.WatchAsync(head, "the head of the stream");
        var answer = new McpAnswer(await server.Guard.WatchAsync(response!.ReadToEndAsync(Cancellation), "the end of the stream"), id);
        Assert.True(answer.IsAnswered, answer.ToString());
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_thousand_streams_and_two_hundred_idle_connections_do_not_hold_up_a_stop()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var streams = new List<McpStream>();
        var idle = new List<RawConnection>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
                streams.Add(await client.OpenStreamAsync());
            }
            for (var i = 0; i < 200; i++)
            {
                idle.Add(await RawConnection.OpenAsync(server.Url, Cancellation));
                Assert.Equal(200, (await RawHttp.ExchangeAsync(idle[^1], new RawRequest("GET", "/health"))).Status);
            }

            server.Send(Signal.Terminate);

            var ends = await server.Guard.WatchAsync(Task.WhenAll(streams.Select(stream => stream.ReadToEndAsync())), "the end of every stream");
            Assert.All(ends, end => Assert.Equal(RawEnding.Complete, end.Ending));
            var closes = await server.Guard.WatchAsync(Task.WhenAll(idle.Select(connection => connection.ReadCloseAsync(Cancellation))), "every close");
            Assert.DoesNotContain(false, closes);
            await server.AssertExitAsync(0);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
            idle.ForEach(connection => connection.Dispose());
        }
    }

    private static async Task CancelAsync(RawMcp client, CallInFlight call)
    {
        await client.Http.ExchangeAsync(client.Cancelled(call.Id));
        Assert.False((await call.EndAsync()).IsAnswered);
    }
}
