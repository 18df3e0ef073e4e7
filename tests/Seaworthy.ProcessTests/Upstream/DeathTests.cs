using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Upstream;

/// <summary>The server dies, or its answers do.</summary>
public class DeathTests : UpstreamTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_in_a_stream_gets_an_error_and_the_next_one_waits_for_the_restart()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express());
        var client = await ConnectAsync(server);
        using var stream = await client.OpenStreamAsync();
        using var connection = await client.Http.OpenAsync();
        var (request, id) = client.Request("tools/call", WaitParameters(600_000));
        await connection.SendAsync(request, Cancellation);
        var response = await connection.ReadHeadAsync(Cancellation);
        Assert.True(await response!.ReadUntilAsync("notifications/progress", Cancellation));

        Kernel.Send(WorkerPid(server), Signal.Kill);
        var answer = new McpAnswer(await server.Guard.WatchAsync(response.ReadToEndAsync(Cancellation), "the answer"), id);
        var again = await ConnectAsync(server);
        var streamEnd = await server.Guard.WatchAsync(stream.ReadToEndAsync(), "the end of the stream");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal((200, -31012, "unknown"), (answer.Raw.Status, answer.ErrorCode, answer.Outcome));
        Assert.Contains("SIGKILL", answer.Response.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Single(answer.Notifications("notifications/progress"));
        Assert.NotEqual(client.SessionId, again.SessionId);
        Assert.Equal(RawEnding.Complete, streamEnd.Ending);
        Assert.Contains("retry: ", streamEnd.Body, StringComparison.Ordinal);
        Assert.Contains("SIGKILL", (await server.WaitForEventAsync(EventIds.WorkerDied)).Field("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_answered_in_JSON_gets_an_error_in_JSON()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express(null, "json"));
        var client = await ConnectAsync(server);
        var call = await BeginWaitAsync(server, client, 600_000);

        Kernel.Send(WorkerPid(server), Signal.Kill);
        var answer = await server.Guard.WatchAsync(call, "the answer");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal("application/json", answer.Raw.Header("Content-Type"));
        Assert.Equal((200, -31012, "unknown"), (answer.Raw.Status, answer.ErrorCode, answer.Outcome));
    }

    [Theory]
    [InlineData("dies-in-event")]
    [InlineData("dies-in-json")]
    [InlineData("dies-silently")]
    [InlineData("empty-body")]
    [InlineData("ends-stream-early")]
    public async Task Half_an_answer_or_none_is_an_error_and_never_a_broken_response(string deed)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);

        var answer = await server.Guard.WatchAsync(client.CallAsync(deed), "the answer");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal((200, -31012, "unknown"), (answer.Raw.Status, answer.ErrorCode, answer.Outcome));
    }

    [Fact]
    public async Task A_server_that_takes_no_connections_has_not_started_the_call()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        Assert.True((await client.CallAsync("stops-listening")).IsAnswered);

        var refused = await client.CallAsync("answers");

        Assert.Equal((503, -31012, "not_started"), (refused.Raw.Status, refused.ErrorCode, refused.Outcome));
    }

    [Fact]
    public async Task A_stream_that_the_client_can_resume_may_end_without_the_answer()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);

        var answer = await client.CallAsync("resumable");

        Assert.Equal((RawEnding.Complete, "id: 1\ndata: \n\n"), (answer.Raw.Ending, answer.Raw.Body));
    }

    [Fact]
    public async Task What_follows_an_answer_passes_byte_for_byte()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);

        var answer = await client.CallAsync("trailing-bytes");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.EndsWith("\n\n: no end", answer.Raw.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_ends()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express());
        var client = await ConnectAsync(server);
        var (request, id) = client.Request("tools/call", new JsonObject { ["name"] = "wait", ["arguments"] = Milliseconds(600_000) });
        var call = client.Http.ExchangeAsync(request);
        await StderrAsync(server, "waiting 600000");

        var accepted = await client.Http.ExchangeAsync(client.Post(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["method"] = "notifications/cancelled",
            ["params"] = new JsonObject { ["requestId"] = id },
        }));

        Assert.Equal(202, accepted.Status);
        Assert.Equal(RawEnding.EmptyBody, (await server.Guard.WatchAsync(call, "the answer")).Ending);
        await StderrAsync(server, "cancelled");
    }
}
