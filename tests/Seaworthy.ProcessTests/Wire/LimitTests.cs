using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Wire;

/// <summary>Every limit refuses with the documented code, and service is normal at once afterwards.</summary>
public class LimitTests
{
    [Fact]
    public async Task A_full_queue_refuses_and_what_waits_is_served()
    {
        await using var server = await StartAsync("--max-in-flight", "1", "--max-queue", "1", "--queue-timeout", "10m");
        var client = await ConnectAsync(server);
        var working = await CallInFlight.StartAsync(server, client, "silent");
        var waiting = await CallInFlight.StartAsync(server, client, "echo", new JsonObject { ["text"] = "next" });
        await server.WaitForQueuedAsync(1);

        var refused = await client.CallAsync("echo");

        AssertOverloaded(refused);
        await client.Http.ExchangeAsync(client.Cancelled(working.Id));
        Assert.Equal("next", (await waiting.AnswerAsync()).Text);
        await AssertServesAsync(server, client);
    }

    [Fact]
    public async Task A_call_that_waited_too_long_is_refused()
    {
        await using var server = await StartAsync("--max-in-flight", "1", "--queue-timeout", "200ms");
        var client = await ConnectAsync(server);
        var working = await CallInFlight.StartAsync(server, client, "silent");

        AssertOverloaded(await client.CallAsync("echo"));

        await client.Http.ExchangeAsync(client.Cancelled(working.Id));
        await AssertServesAsync(server, client);
    }

    [Fact]
    public async Task A_waiting_call_can_be_taken_back()
    {
        await using var server = await StartAsync("--max-in-flight", "1", "--queue-timeout", "10m");
        var client = await ConnectAsync(server);
        var working = await CallInFlight.StartAsync(server, client, "silent");
        var waiting = await CallInFlight.StartAsync(server, client, "echo");

        await client.Http.ExchangeAsync(client.Cancelled(waiting.Id));
        Assert.False((await waiting.EndAsync()).IsAnswered);
        await server.WaitForQueuedAsync(0);

        await client.Http.ExchangeAsync(client.Cancelled(working.Id));
        await AssertServesAsync(server, client);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_413(bool chunked)
    {
        await using var server = await StartAsync("--max-body", "64KiB");
        var client = await ConnectAsync(server);
        var (request, _) = client.Request("tools/call",
            new JsonObject { ["name"] = "echo", ["arguments"] = new JsonObject { ["text"] = new string('x', 200_000) } });
        if (chunked)
            request = Chunked(request);

        var answer = await client.Http.ExchangeAsync(request);

        Assert.True(answer.Ending == RawEnding.Complete, answer.ToString());
        Assert.Equal(413, answer.Status);
        Assert.Equal("close", answer.Header("Connection"));
        await AssertServesAsync(server, client);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_ends_its_call_and_nothing_else()
    {
        await using var server = await StartAsync("--max-message", "64KiB");
        var client = await ConnectAsync(server);

        var answer = await client.CallAsync("big", new JsonObject { ["bytes"] = 1_000_000 });

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(("message_too_large", "unknown"), (answer.Reason, answer.Outcome));
        await server.WaitForEventAsync(EventIds.WorkerOversizedMessage);
        await AssertServesAsync(server, client);
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.WorkerDied);
    }

    [Fact]
    public async Task An_answer_for_which_there_is_no_room_is_an_error()
    {
        await using var server = await StartAsync("--max-buffered", "1MiB");
        var client = await ConnectAsync(server);

        var answer = await client.CallAsync("big", new JsonObject { ["bytes"] = 2_000_000 });

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal((200, -31011, "unknown"), (answer.Raw.Status, answer.ErrorCode, answer.Outcome));
        await AssertServesAsync(server, client);
    }

    [Fact]
    public async Task A_request_for_which_there_is_no_room_is_refused()
    {
        await using var server = await StartAsync("--max-buffered", "1MiB");
        var client = await ConnectAsync(server);

        var answer = await client.Http.ExchangeAsync(
            client.Request("tools/call", new JsonObject { ["name"] = "echo", ["arguments"] = new JsonObject { ["text"] = new string('x', 2_000_000) } }).Request);

        Assert.True(answer.Ending == RawEnding.Complete, answer.ToString());
        Assert.Equal(503, answer.Status);
        Assert.Contains("-31011", answer.Body, StringComparison.Ordinal);
        await AssertServesAsync(server, client);
    }

    [Theory]
    [MemberData(nameof(Revision.All), MemberType = typeof(Revision))]
    public async Task A_call_that_takes_too_long_is_answered_and_cancelled_at_the_worker(string revision)
    {
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub("--ledger", ledger.Path) with { Options = ["--call-timeout", "300ms"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);

        var answer = await client.CallAsync("silent");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(200, answer.Raw.Status);
        Assert.Equal((-31014, "timeout", "unknown"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        await ledger.WaitForAsync(server, "cancelled", "silent");
        await AssertServesAsync(server, client);
    }

    private static RawRequest Chunked(RawRequest request)
    {
        var text = string.Concat(request.Body!.Chunk(8192).Select(piece => $"{piece.Length:x}\r\n{new string(piece)}\r\n")) + "0\r\n\r\n";
        return request with { Body = text, Headers = new Dictionary<string, string>(request.Headers) { ["Transfer-Encoding"] = "chunked" }, SendLength = false };
    }

    private static Task<SeaworthyProcess> StartAsync(params string[] options) =>
        SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = options });

    private static Task<RawMcp> ConnectAsync(SeaworthyProcess server) => RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);

    private static void AssertOverloaded(McpAnswer answer)
    {
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(503, answer.Raw.Status);
        Assert.NotEmpty(answer.Raw.Header("Retry-After"));
        Assert.Equal("close", answer.Raw.Header("Connection"));
        Assert.Equal((-31011, "overloaded", "not_started"), (answer.ErrorCode, answer.Reason, answer.Outcome));
    }

    /// <summary>Serves as if nothing had been, and stops with exit 0.</summary>
    private static async Task AssertServesAsync(SeaworthyProcess server, RawMcp client)
    {
        Assert.Equal("fine", (await client.CallAsync("echo", new JsonObject { ["text"] = "fine" })).Text);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}
