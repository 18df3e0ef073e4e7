using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;
using Seaworthy.ProcessTests.Supervision;

namespace Seaworthy.ProcessTests.Revisions;

/// <summary>2024-11-05: HTTP with SSE, behind <c>--legacy-sse</c>.</summary>
public class SseTests
{
    private static readonly RunCommand Shared = RunCommand.Stub() with { Options = ["--legacy-sse"] };
    private static readonly RunCommand Own = RunCommand.Stub() with { Options = ["--legacy-sse", "--isolation", "session"] };

    public static TheoryData<bool> Isolations => [false, true];

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_client_calls_and_hears_everything_on_its_stream(bool isIsolated)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(isIsolated ? Own : Shared);
        using var client = await SseClient.ConnectAsync(server.Url);

        Assert.Equal("{}", (await client.AskAsync("ping", [])).GetProperty("result").GetRawText());
        var echo = await client.AskAsync("tools/call", Call("echo", new JsonObject { ["text"] = "ahoy" }));
        Assert.Equal("ahoy", echo.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        await client.AskAsync("tools/call", Call("tell", new JsonObject { ["method"] = "notifications/tools/list_changed" }));
        Assert.True(await client.Stream.ReadUntilAsync("tools/list_changed"), client.Stream.Body);
        await StopAsync(server);
    }

    [Fact]
    public async Task A_question_is_asked_on_the_stream_and_answered_by_a_post()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Own);
        using var client = await SseClient.ConnectAsync(server.Url);
        // Clients keep their connections: what the call waits for comes on the very connection that the call came on.
        using var connection = await client.OpenConnectionAsync();
        var call = await client.SendAsync("tools/call", Call("ask", []), connection);
        Assert.True(await client.Stream.ReadUntilAsync("elicitation/create"), client.Stream.Body);

        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["result"] = new JsonObject { ["action"] = "decline" } };
        Assert.Equal(202, (await RawHttp.ExchangeAsync(connection, client.Request(answer))).Status);

        Assert.Contains("decline", (await client.AnswerAsync(call)).GetRawText(), StringComparison.Ordinal);
        await StopAsync(server);
    }

    [Fact]
    public async Task A_drain_answers_the_call_in_flight_and_then_ends_the_stream()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Shared);
        using var client = await SseClient.ConnectAsync(server.Url);
        using var idle = await SseClient.ConnectAsync(server.Url);
        var call = await client.SendAsync("tools/call", Call("sleep", new JsonObject { ["ms"] = 1_500 }));
        await server.WaitForInFlightAsync(1);
        server.Send(Signal.Terminate);

        Assert.Equal(RawEnding.Complete, (await idle.Stream.ReadToEndAsync()).Ending);
        Assert.Contains("slept", (await client.AnswerAsync(call)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(RawEnding.Complete, (await client.Stream.ReadToEndAsync()).Ending);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task The_session_ends_with_its_stream()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Own);
        var client = await SseClient.ConnectAsync(server.Url);
        var ping = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 7, ["method"] = "ping" };
        Assert.Equal(202, (await client.PostAsync(ping)).Status);

        client.Dispose();

        await Eventually.BecomesAsync(server, async () => (await client.PostAsync(ping)).Status == 404, "the end of the session");
        await Eventually.BecomesAsync(server,
            async () => (await server.HealthAsync()).GetProperty("sessions").GetProperty("workers").GetInt32() == 0, "the end of its worker");
        await StopAsync(server);
    }

    [Fact]
    public async Task What_is_out_of_order_is_refused()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Shared);
        using var client = await SseClient.OpenAsync(server.Url);
        var list = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = "tools/list" };

        Assert.Equal(400, (await client.PostAsync(list)).Status);
        Assert.Equal(404, (await client.PostAsync(list, "/message?sessionId=stranger")).Status);
        Assert.Equal(404, (await client.PostAsync(list, "/message")).Status);
        await StopAsync(server);
    }

    [Fact]
    public async Task Who_did_not_ask_for_it_does_not_serve_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());

        Assert.Equal(404, (await new RawHttp(server.Url).GetAsync("/sse")).Status);
        await StopAsync(server);
    }

    private static JsonObject Call(string tool, JsonObject arguments) => new() { ["name"] = tool, ["arguments"] = arguments };

    private static async Task StopAsync(SeaworthyProcess server)
    {
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}
