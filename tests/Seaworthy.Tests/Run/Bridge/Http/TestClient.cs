using System.Text;
using System.Text.Json.Nodes;

namespace Seaworthy.Tests.Run.Bridge.Http;

/// <summary>A client of either era. Requests carry what its revision demands, and nothing that tests do not set.</summary>
internal sealed class TestClient(Uri endpoint) : IDisposable
{
    private const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public Uri Endpoint { get; } = endpoint;

    public string? SessionId { get; private set; }

    public void Dispose() => _http.Dispose();

    /// <summary>Opens a session.</summary>
    public async Task InitializeAsync()
    {
        using var response = await PostAsync("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}""");
        Assert.Equal(200, (int)response.StatusCode);
        SessionId = response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    /// <summary>Posts a message as a client with a session; returns with the headers of the answer.</summary>
    public Task<HttpResponseMessage> PostAsync(string message) => SendAsync(Post(message));

    /// <summary>Posts a call as a client of 2026-07-28; returns with the headers of the answer.</summary>
    public Task<HttpResponseMessage> PostModernAsync(string method, string members = "", string id = "1") => SendAsync(PostModern(method, members, id));

    public HttpRequestMessage PostModern(string method, string members = "", string id = "1")
    {
        var request = Post($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{{members}}{{Meta}}} }""");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", method);
        return request;
    }

    public Task<HttpResponseMessage> GetAsync()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Endpoint);
        request.Headers.Add("Accept", "text/event-stream");
        return SendAsync(request);
    }

    public Task<HttpResponseMessage> DeleteAsync() => SendAsync(new HttpRequestMessage(HttpMethod.Delete, Endpoint));

    public HttpRequestMessage Post(string message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => SendUntilAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Breaks the connection when <paramref name="abort"/> says so.</summary>
    public Task<HttpResponseMessage> SendUntilAsync(HttpRequestMessage request, CancellationToken abort)
    {
        if (SessionId is not null)
            request.Headers.Add("Mcp-Session-Id", SessionId);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, abort);
    }

    /// <summary>The whole answer as JSON.</summary>
    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The lines of an event stream as they come.</summary>
    public static async Task<StreamReader> EventsAsync(HttpResponseMessage response)
    {
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next message of an event stream; null at its end.</summary>
    public static async Task<JsonNode?> NextAsync(StreamReader events)
    {
        while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonNode.Parse(line[6..]);
        }
        return null;
    }
}
