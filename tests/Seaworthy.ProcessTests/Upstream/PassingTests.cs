using System.Text.Json;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Clients;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Upstream;

/// <summary>What passes a front unchanged, and what it holds back.</summary>
public class PassingTests : UpstreamTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The reference server over its own HTTP, with sessions that it keeps and streams that can be resumed.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    public async Task Everything_works_through_the_front(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Everything());
        var client = await CSharpClientTests.ConnectAsync(server.Endpoint, revision);

        await server.Guard.WatchAsync(new CSharpJourney(client).RunAsync(Cancellation), "the client's journey");
        await client.DisposeAsync();

        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_stream_is_open_before_the_server_says_anything_on_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        using var connection = await new RawHttp(server.Endpoint).OpenAsync();

        await connection.SendAsync(
            new RawRequest("GET", "/mcp?silent") { Headers = new Dictionary<string, string> { ["Accept"] = "text/event-stream" } }, Cancellation);
        var head = await server.Guard.WatchAsync(connection.ReadHeadAsync(Cancellation), "the head of the stream");

        Assert.Equal(200, head?.Status);
    }

    [Fact]
    public async Task Refusals_and_well_known_paths_of_the_server_pass()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express(null, "auth"));
        var http = new RawHttp(server.Endpoint);

        var unknown = await http.ExchangeAsync(new RawRequest("POST", "/mcp")
        {
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
            Body = """{"jsonrpc":"2.0","id":1,"method":"initialize"}""",
        });
        var metadata = await http.GetAsync("/.well-known/oauth-protected-resource?a=%41");
        var health = await http.GetAsync("/health");

        Assert.Equal((401, "who are you?"), (unknown.Status, unknown.Body));
        Assert.Equal("Bearer resource_metadata=\"/.well-known/oauth-protected-resource\"", unknown.Header("WWW-Authenticate"));
        Assert.Equal("""{"resource":"the server","query":{"a":"A"}}""", metadata.Body);
        Assert.Contains("\"workers\"", health.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_pass_but_for_those_of_the_connection()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express());

        var mirrored = await new RawHttp(server.Endpoint).ExchangeAsync(new RawRequest("POST", "/mirror?x=%2F")
        {
            Headers = new Dictionary<string, string> { ["X-Forwarded-For"] = "1.2.3.4", ["Connection"] = "x-named", ["X-Named"] = "gone", ["Content-Type"] = "text/plain" },
            Body = "body",
        });

        var seen = JsonDocument.Parse(mirrored.Body).RootElement;
        var headers = seen.GetProperty("headers");
        Assert.Equal("/mirror?x=%2F", seen.GetProperty("url").GetString());
        // What anybody claims is not passed on; only --trusted-proxies may speak for others.
        Assert.Equal("127.0.0.1", headers.GetProperty("x-forwarded-for").GetString());
        Assert.Equal(server.Endpoint.Authority, headers.GetProperty("x-forwarded-host").GetString());
        Assert.StartsWith("127.0.0.1:", headers.GetProperty("host").GetString(), StringComparison.Ordinal);
        Assert.False(headers.TryGetProperty("x-named", out _));
        Assert.Equal("text/plain", headers.GetProperty("content-type").GetString());
        Assert.Empty(mirrored.Header("X-Hop"));
        Assert.NotEmpty(mirrored.Header("X-Kept"));
    }

    [Fact]
    public async Task Limits_hold_as_they_do_over_stdio()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            HttpServers.Express(["--max-in-flight", "1", "--max-queue", "0", "--max-body", "2KiB"]));
        var client = await ConnectAsync(server);
        var call = await BeginWaitAsync(server, client, 3000);

        var refused = await client.CallAsync("echo", new JsonObject { ["text"] = "one too many" });
        var pinged = await client.RequestAsync("ping");
        var large = await client.CallAsync("echo", new JsonObject { ["text"] = new string('x', 4096) });

        Assert.Equal((503, -31011, "not_started"), (refused.Raw.Status, refused.ErrorCode, refused.Outcome));
        Assert.True(pinged.IsAnswered, pinged.ToString());
        Assert.Equal(413, large.Raw.Status);
        Assert.Equal("waited 3000", (await server.Guard.WatchAsync(call, "the answer")).Text);
    }

    [Fact]
    public async Task A_call_that_takes_longer_than_a_call_may_is_cancelled_and_answered()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express(["--call-timeout", "1s"]));
        var client = await ConnectAsync(server);

        var answer = await server.Guard.WatchAsync(await BeginWaitAsync(server, client, 600_000), "the answer");

        Assert.Equal((200, -31014, "unknown"), (answer.Raw.Status, answer.ErrorCode, answer.Outcome));
        await StderrAsync(server, "cancelled");
    }
}
