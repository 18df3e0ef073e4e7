using System.Diagnostics;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Clients;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Upstream;

/// <summary>SIGTERM, with calls in flight and event streams open.</summary>
public class StopTests : UpstreamTest
{
    /// <summary>The fault that the front is there for. The 30 s of the tutorials are 2 s here.</summary>
    [Fact]
    public async Task Alone_the_server_is_held_up_by_an_open_stream_until_it_forces_itself_out()
    {
        var port = HttpServers.FreePort();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = TestProcess.Start(
            EverythingServer.Node(), [HttpServers.Script("express-server.mjs")], _ => listening.TrySetResult(),
            new Dictionary<string, string?> { ["PORT"] = $"{port}", ["FORCE_MS"] = "2000" });
        await server.Guard.WatchAsync(listening.Task, "the server to listen");
        var client = await RawMcp.ConnectAsync(new Uri($"http://127.0.0.1:{port}/mcp"), Revision.November2025);
        using var stream = await client.OpenStreamAsync();

        var at = Stopwatch.GetTimestamp();
        Kernel.Send(server.Pid, Signal.Terminate);
        var exit = await server.ExitAsync();

        Assert.Equal(1, exit.Code);
        Assert.True(exit.Since(at) >= TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task Behind_the_front_the_call_is_answered_the_streams_end_and_the_exit_is_clean()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express());
        var client = await ConnectAsync(server);
        using var stream = await client.OpenStreamAsync();
        using var other = await (await ConnectAsync(server)).OpenStreamAsync();
        Assert.Equal(200, stream.Status);
        var call = await BeginWaitAsync(server, client, 5000);

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        foreach (var open in new[] { stream, other })
        {
            var ended = await server.Guard.WatchAsync(open.ReadToEndAsync(), "the end of the stream");
            Assert.Equal(RawEnding.Complete, ended.Ending);
            Assert.EndsWith("\n\n", ended.Body, StringComparison.Ordinal);
            Assert.Contains("retry: ", ended.Body, StringComparison.Ordinal);
        }
        Assert.False(call.IsCompleted, "The streams ended with the server, not when the drain began.");
        var refused = await client.CallAsync("echo", new JsonObject { ["text"] = "late" });
        var pinged = await client.RequestAsync("ping");
        var answer = await server.Guard.WatchAsync(call, "the answer");
        var exit = await server.ExitAsync();

        Assert.Equal((503, -31010, "not_started"), (refused.Raw.Status, refused.ErrorCode, refused.Outcome));
        Assert.NotEmpty(refused.Raw.Header("Retry-After"));
        Assert.Equal("close", refused.Raw.Header("Connection"));
        Assert.True(pinged.IsAnswered, pinged.ToString());
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal("waited 5000", answer.Text);
        Assert.Single(answer.Notifications("notifications/progress"));
        Assert.Equal(0, exit.Code);
        // A slow machine gets ten times the time that it should take, which is a third of what the server takes alone.
        Assert.InRange(exit.Since(answer.Raw.EndedAt), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        AssertOrder(server, "waited 5000", "SIGTERM");
        Assert.Equal("0", (await server.WaitForEventAsync(EventIds.Stopped)).Field("cut"));
    }

    [Fact]
    public async Task New_sessions_are_refused_while_draining_and_sessions_may_be_deleted()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express());
        var client = await ConnectAsync(server);
        var leaving = await ConnectAsync(server);
        var call = await BeginWaitAsync(server, client, 3000);

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        var initialize = await client.RequestAsync("initialize", new JsonObject { ["protocolVersion"] = Revision.November2025 });
        var deleted = await leaving.Http.ExchangeAsync(new RawRequest("DELETE", "/mcp")
        {
            Headers = new Dictionary<string, string> { ["Mcp-Session-Id"] = leaving.SessionId! },
        });
        // A stream that is opened now ends at once, with the time after which to come again: an error would end the client.
        using var late = await client.OpenStreamAsync();
        var lateEnd = await server.Guard.WatchAsync(late.ReadToEndAsync(), "the end of the stream");

        Assert.Equal((503, -31010), (initialize.Raw.Status, initialize.ErrorCode));
        Assert.Equal(200, deleted.Status);
        Assert.Equal((200, RawEnding.Complete), (lateEnd.Status, lateEnd.Ending));
        Assert.StartsWith("retry: ", lateEnd.Body, StringComparison.Ordinal);
        Assert.True((await server.Guard.WatchAsync(call, "the answer")).IsAnswered);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_call_whose_client_has_gone_is_waited_for()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express());
        var client = await ConnectAsync(server);
        var connection = await client.Http.OpenAsync();
        await connection.SendAsync(client.Request("tools/call", new JsonObject { ["name"] = "wait", ["arguments"] = Milliseconds(2000) }).Request,
            TestContext.Current.CancellationToken);
        await StderrAsync(server, "waiting 2000");
        connection.Dispose();

        server.Send(Signal.Terminate);

        Assert.Equal(0, (await server.ExitAsync()).Code);
        AssertOrder(server, "waited 2000", "SIGTERM");
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_cancelled_at_the_server_and_answered_with_an_error()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            HttpServers.Express(["--shutdown-timeout", "4s", "--cancel-grace", "2s"]));
        var client = await ConnectAsync(server);
        var call = await BeginWaitAsync(server, client, 600_000);

        server.Send(Signal.Terminate);
        var answer = await server.Guard.WatchAsync(call, "the answer");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal((200, -31013, "unknown"), (answer.Raw.Status, answer.ErrorCode, answer.Outcome));
        Assert.Equal(1, (await server.ExitAsync()).Code);
        AssertOrder(server, "waiting 600000", "cancelled");
    }

    [Fact]
    public async Task A_listen_stream_ends_with_its_result()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        var listen = client.RequestAsync("subscriptions/listen");
        await StderrAsync(server, "got subscriptions/listen");

        server.Send(Signal.Terminate);
        var ended = await server.Guard.WatchAsync(listen, "the end of the stream");

        Assert.True(ended.IsAnswered, ended.ToString());
        Assert.Equal("complete", ended.Result.GetProperty("resultType").GetString());
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_server_that_keeps_the_stream_of_an_answered_call_open_does_not_hold_up_the_stop()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        using var connection = await client.Http.OpenAsync();
        var (request, id) = client.Request("tools/call", new JsonObject { ["name"] = "keeps-stream-open" });
        await connection.SendAsync(request, TestContext.Current.CancellationToken);
        var response = await connection.ReadHeadAsync(TestContext.Current.CancellationToken);
        Assert.True(await response!.ReadUntilAsync(": after\n\n", TestContext.Current.CancellationToken));

        server.Send(Signal.Terminate);
        var answer = new McpAnswer(await server.Guard.WatchAsync(response.ReadToEndAsync(TestContext.Current.CancellationToken), "the answer"), id);

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(0, answer.ErrorCode);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }
}
