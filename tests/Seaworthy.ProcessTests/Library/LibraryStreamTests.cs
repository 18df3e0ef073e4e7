using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Library;

/// <summary>Streams that wait for nothing end at a drain; those that wait for a call get signs of life.</summary>
public class LibraryStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LibraryClients.Mixed)]
    [InlineData(LibraryClients.Stateful)]
    public async Task An_idle_stream_ends_at_once_and_says_when_to_come_back(string mode)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(mode));
        var client = await LibraryClients.ConnectAsync(server, mode, Revision.November2025);
        using var stream = await client.OpenStreamAsync();
        Assert.Equal(200, stream.Status);
        var call = await CallInFlight.StartAsync(server, client, "slow", new JsonObject { ["ms"] = 8000 });

        server.Send(Signal.Terminate);

        // The call still runs: the stream has not waited for it.
        var ended = await server.Guard.WatchAsync(stream.ReadToEndAsync(), "the end of the stream");
        Assert.Equal(1, (await server.HealthAsync()).GetProperty("inFlight").GetInt32());
        Assert.Equal(RawEnding.Complete, ended.Ending);
        Assert.Contains("retry: ", ended.Body, StringComparison.Ordinal);
        Assert.Equal("done", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_subscription_whose_handler_never_ends_is_ended_with_its_result()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var (request, id) = client.Request("subscriptions/listen", new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } });
        using var connection = await client.Http.OpenAsync();
        await connection.SendAsync(request, Cancellation);
        var response = await server.Guard.WatchAsync(connection.ReadHeadAsync(Cancellation), "the head of the stream");
        Assert.True(await server.Guard.WatchAsync(response!.ReadUntilAsync("acknowledged", Cancellation), "the acknowledgement"));

        server.Send(Signal.Terminate);

        var answer = new McpAnswer(await server.Guard.WatchAsync(response.ReadToEndAsync(Cancellation), "the end of the stream"), id);
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal("complete", answer.Result.GetProperty("resultType").GetString());
        Assert.Equal(id, answer.Result.GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetInt64());
        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 0, cut: 0);
    }

    [Fact]
    public async Task Hundreds_of_streams_and_idle_connections_do_not_hold_up_a_stop()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(LibraryClients.Stateful));
        var streams = new List<McpStream>();
        var idle = new List<RawConnection>();
        try
        {
            for (var i = 0; i < 400; i++)
            {
                var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateful, Revision.November2025);
                streams.Add(await client.OpenStreamAsync());
            }
            for (var i = 0; i < 100; i++)
            {
                idle.Add(await RawConnection.OpenAsync(server.Url, Cancellation));
                Assert.Equal(200, (await RawHttp.ExchangeAsync(idle[^1], new RawRequest("GET", "/health"))).Status);
            }

            server.Send(Signal.Terminate);

            var ends = await server.Guard.WatchAsync(Task.WhenAll(streams.Select(stream => stream.ReadToEndAsync())), "the end of every stream");
            Assert.All(ends, end => Assert.Equal(RawEnding.Complete, end.Ending));
            await server.AssertExitAsync(0);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
            idle.ForEach(connection => connection.Dispose());
        }
    }

    [Theory]
    [MemberData(nameof(LibraryClients.All), MemberType = typeof(LibraryClients))]
    public async Task A_silent_call_gets_signs_of_life(string mode, string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(mode, ("SEAWORTHY_KEEP_ALIVE", "100ms")));
        var client = await LibraryClients.ConnectAsync(server, mode, revision);

        var answer = await client.CallAsync("slow", new JsonObject { ["ms"] = 2000 });

        Assert.Equal("done", answer.Text);
        Assert.True(answer.Raw.Body.Split(": keep-alive\n\n").Length > 3, answer.ToString());
    }
}
