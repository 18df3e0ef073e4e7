using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Library;

/// <summary>What keeps the server within bounds, from its environment.</summary>
public class LibraryLimitTests
{
    [Fact]
    public async Task Calls_beyond_the_places_wait_and_beyond_the_queue_are_refused()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings: [("SEAWORTHY_MAX_IN_FLIGHT", "1"), ("SEAWORTHY_MAX_QUEUE", "1")]));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var first = await CallInFlight.StartAsync(server, client, "slow", new JsonObject { ["ms"] = 8_000 });
        // Either may come to the queue before the other: a call is in flight before it is there.
        var second = client.CallAsync("echo", new JsonObject { ["text"] = "waited" });
        var third = client.CallAsync("echo", new JsonObject { ["text"] = "waited" });

        var soonest = await server.Guard.WatchAsync(Task.WhenAny(second, third), "the refusal");

        var refused = await soonest;
        Assert.Equal(503, refused.Raw.Status);
        Assert.Equal((-31011, "overloaded", "not_started"), (refused.ErrorCode, refused.Reason, refused.Outcome));
        Assert.Equal("done", (await first.AnswerAsync()).Text);
        Assert.Equal("waited", (await (soonest == second ? third : second)).Text);
    }

    [Fact]
    public async Task A_call_waits_for_a_place_only_so_long()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings:
            [("SEAWORTHY_MAX_IN_FLIGHT", "1"), ("SEAWORTHY_QUEUE_TIMEOUT", "100ms"), ("SEAWORTHY_SHUTDOWN_TIMEOUT", "2s"), ("SEAWORTHY_CANCEL_GRACE", "1900ms")]));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var first = await CallInFlight.StartAsync(server, client, "slow", new JsonObject { ["ms"] = 600_000 });

        var second = await client.CallAsync("echo", new JsonObject { ["text"] = "second" });

        Assert.Equal((503, -31011), (second.Raw.Status, second.ErrorCode));
        server.Send(Signal.Terminate);
        Assert.Equal(-31013, (await first.AnswerAsync()).ErrorCode);
        await server.AssertExitAsync(1);
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("deaf")]
    [InlineData("blocking")]
    public async Task A_call_that_takes_too_long_is_answered_with_an_error(string tool)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings: ("SEAWORTHY_CALL_TIMEOUT", "300ms")));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);

        var answer = await server.Guard.WatchAsync(client.CallAsync(tool, new JsonObject { ["ms"] = 600_000 }), "the answer");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal((-31014, "timeout", "unknown"), (answer.ErrorCode, answer.Reason, answer.Outcome));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings: ("SEAWORTHY_MAX_BODY", "2KiB")));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);

        var answer = await client.CallAsync("echo", new JsonObject { ["text"] = new string('a', 4096) });

        Assert.Equal(413, answer.Raw.Status);
        Assert.Equal("small", (await client.CallAsync("echo", new JsonObject { ["text"] = "small" })).Text);
    }

    [Fact]
    public async Task Sessions_in_use_have_a_cap_and_idle_ones_make_room()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(LibraryClients.Stateful, ("SEAWORTHY_MAX_SESSIONS", "2")));
        var first = await LibraryClients.ConnectAsync(server, LibraryClients.Stateful, Revision.November2025);
        using var firstStream = await first.OpenStreamAsync();
        var second = await LibraryClients.ConnectAsync(server, LibraryClients.Stateful, Revision.November2025);
        using (await second.OpenStreamAsync())
        {
            var third = await RawMcp.OpenAsync(server.Endpoint, Revision.November2025);
            Assert.Equal((503, -31011), (third.Raw.Status, third.ErrorCode));
        }

        Assert.Equal(200, (await first.Http.ExchangeAsync(first.Delete())).Status);

        await LibraryClients.ConnectAsync(server, LibraryClients.Stateful, Revision.November2025);
    }

    [Theory]
    [InlineData("Host", "rebound.example", 403)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "https://app.example.com", 200)]
    public async Task Hosts_and_origins_are_checked_at_the_MCP_endpoint(string header, string value, int status)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings: ("SEAWORTHY_ALLOWED_ORIGINS", "https://app.example.com")));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var (request, _) = client.Request("tools/list");

        var answer = await client.Http.ExchangeAsync(With(request, header, value));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? value : "", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(200, (await client.Http.ExchangeAsync(With(new RawRequest("GET", "/health"), header, value))).Status);
    }

    private static RawRequest With(RawRequest request, string header, string value) => header == "Host"
        ? request with { Host = value }
        : request with { Headers = new Dictionary<string, string>(request.Headers) { [header] = value } };

    [Fact]
    public async Task A_browser_may_ask_first()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings: ("SEAWORTHY_ALLOWED_ORIGINS", "https://app.example.com")));

        var answer = await new RawHttp(server.Url).ExchangeAsync(new RawRequest("OPTIONS", "/mcp")
        {
            Headers = new Dictionary<string, string> { ["Origin"] = "https://app.example.com", ["Access-Control-Request-Method"] = "POST" },
        });

        Assert.Equal(204, answer.Status);
        Assert.Equal("https://app.example.com", answer.Header("Access-Control-Allow-Origin"));
    }
}
