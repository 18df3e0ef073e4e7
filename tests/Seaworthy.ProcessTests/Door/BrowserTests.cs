using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Door;

/// <summary>What browsers send, with and without permission.</summary>
public class BrowserTests
{
    private const string App = "https://app.example.com";
    private const string AskedHeaders = "authorization,content-type,last-event-id,mcp-method,mcp-name,mcp-param-city,mcp-protocol-version,mcp-session-id";
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"b","version":"1"}}}""";

    [Fact]
    public async Task An_allowed_page_may_ask_and_read_everything_a_client_needs()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--allowed-origins", App] });
        var http = new RawHttp(server.Url);

        var preflight = await http.ExchangeAsync(Preflight(App));
        var answer = await http.ExchangeAsync(Post(App));

        Assert.Equal((204, App), (preflight.Status, preflight.Header("Access-Control-Allow-Origin")));
        Assert.All(AskedHeaders.Split(','), name =>
            Assert.Contains(name, preflight.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase));
        Assert.Equal((200, App), (answer.Status, answer.Header("Access-Control-Allow-Origin")));
        Assert.NotEmpty(answer.Header("Mcp-Session-Id"));
        Assert.Contains("Mcp-Session-Id", answer.Header("Access-Control-Expose-Headers"));
        Assert.Equal("Origin", answer.Header("Vary"));
    }

    [Fact]
    public async Task A_page_that_nobody_allowed_is_refused_before_a_worker_hears_of_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var http = new RawHttp(server.Url);

        var preflight = await http.ExchangeAsync(Preflight("https://evil.example"));
        var post = await http.ExchangeAsync(Post("https://evil.example"));
        var own = await http.ExchangeAsync(Post(server.Url.GetLeftPart(UriPartial.Authority)));

        Assert.Equal((403, 403, 200), (preflight.Status, post.Status, own.Status));
        Assert.Empty(preflight.Header("Access-Control-Allow-Origin"));
        Assert.Contains("--allowed-origins", JsonNode.Parse(post.Body)!["error"]!["message"]!.ToString());
        Assert.Contains("evil.example", (await server.WaitForEventAsync(EventIds.RequestNotAllowed)).Message);
    }

    [Fact]
    public async Task A_name_that_was_rebound_to_loopback_reaches_nothing_but_health()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var http = new RawHttp(server.Url);

        var post = await http.ExchangeAsync(Post(null) with { Host = "rebound.example" });
        var other = await http.ExchangeAsync(new RawRequest("GET", "/elsewhere") { Host = "rebound.example" });
        var health = await http.ExchangeAsync(new RawRequest("GET", "/health") { Host = "10.1.2.3:3000" });

        Assert.Equal((403, 403, 200), (post.Status, other.Status, health.Status));
    }

    [Fact]
    public async Task What_a_proxy_says_counts_only_when_it_is_trusted()
    {
        var command = RunCommand.Stub() with { Options = ["--allowed-hosts", "mcp.example.com"] };
        await using var wary = await SeaworthyProcess.StartReadyAsync(command);
        await using var trusting = await SeaworthyProcess.StartReadyAsync(command with { Options = [.. command.Options, "--trusted-proxies", "127.0.0.1"] });
        var forwarded = Post(null, ("X-Forwarded-Host", "mcp.example.com"));
        var spoofed = Post(null, ("X-Forwarded-Host", "evil.example")) with { Host = "mcp.example.com" };

        Assert.Equal((403, 200), (await StatusAsync(wary, forwarded), await StatusAsync(trusting, forwarded)));
        Assert.Equal((200, 403), (await StatusAsync(wary, spoofed), await StatusAsync(trusting, spoofed)));
    }

    /// <summary>As Chromium writes it.</summary>
    private static RawRequest Preflight(string origin) => new("OPTIONS", "/mcp")
    {
        Headers = new Dictionary<string, string>
        {
            ["Connection"] = "keep-alive",
            ["Accept"] = "*/*",
            ["Access-Control-Request-Method"] = "POST",
            ["Access-Control-Request-Headers"] = AskedHeaders,
            ["Origin"] = origin,
            ["Sec-Fetch-Mode"] = "cors",
            ["Sec-Fetch-Site"] = "cross-site",
            ["Sec-Fetch-Dest"] = "empty",
        },
    };

    private static RawRequest Post(string? origin, params (string Name, string Value)[] more)
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Accept"] = "application/json, text/event-stream" };
        if (origin is not null)
            headers["Origin"] = origin;
        foreach (var (name, value) in more)
            headers[name] = value;
        return new RawRequest("POST", "/mcp") { Headers = headers, Body = Initialize };
    }

    private static async Task<int> StatusAsync(SeaworthyProcess server, RawRequest request) => (await new RawHttp(server.Url).ExchangeAsync(request)).Status;
}
