using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seaworthy.ProcessTests.Http;

/// <summary>An MCP client on raw sockets that speaks one revision: what a test needs to see every fault of the wire.</summary>
internal sealed class RawMcp
{
    private static long _lastId;

    private readonly string _revision;
    private readonly string _name;

    private RawMcp(Uri url, string revision, string name = "process-tests")
    {
        Http = new RawHttp(url);
        (_revision, _name) = (revision, name);
    }

    /// <summary>The HTTP client below.</summary>
    public RawHttp Http { get; }

    /// <summary>The session; null in a revision without sessions.</summary>
    public string? SessionId { get; private set; }

    /// <summary>Shakes hands where the revision has a handshake. A server may give out no sessions.</summary>
    public static async Task<RawMcp> ConnectAsync(Uri url, string revision, bool hasSessions = true, string name = "process-tests")
    {
        var client = new RawMcp(url, revision, name);
        if (Revision.IsStateless(revision))
            return client;
        var answer = await client.InitializeAsync();
        Assert.Equal(revision, answer.Result.GetProperty("protocolVersion").GetString());
        client.SessionId = answer.Raw.Header("Mcp-Session-Id") is { Length: > 0 } session ? session : null;
        Assert.Equal(hasSessions, client.SessionId is not null);
        var accepted = await client.Http.ExchangeAsync(client.Post(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" }));
        Assert.Equal(202, accepted.Status);
        return client;
    }

    /// <summary>Only the first half of the handshake, whatever comes back.</summary>
    public static Task<McpAnswer> OpenAsync(Uri url, string revision) => new RawMcp(url, revision).InitializeAsync();

    /// <summary>Asks a server what it is, as clients of 2026-07-28 do first.</summary>
    public static async Task<McpAnswer> DiscoverAsync(Uri url) =>
        await (await ConnectAsync(url, Revision.July2026)).RequestAsync("server/discover");

    /// <summary>Calls a tool.</summary>
    public Task<McpAnswer> CallAsync(string tool, JsonObject? arguments = null) => RequestAsync("tools/call", ToolParameters(tool, arguments));

    /// <summary>Calls a tool on a connection that stays open.</summary>
    public async Task<McpAnswer> CallAsync(RawConnection connection, string tool, JsonObject? arguments = null)
    {
        var (request, id) = Request("tools/call", ToolParameters(tool, arguments));
        return new McpAnswer(await RawHttp.ExchangeAsync(connection, request), id);
    }

    /// <summary>Calls a tool that shows progress, and returns as soon as the worker is at it.</summary>
    public async Task<McpCall> BeginCallAsync(string tool, JsonObject arguments)
    {
        var parameters = ToolParameters(tool, arguments);
        parameters["_meta"] = new JsonObject { ["progressToken"] = "p" };
        var (request, id) = Request("tools/call", parameters);
        var stream = await StreamAsync(request);
        Assert.True(await stream.ReadUntilAsync("notifications/progress"), "The call ended without progress.");
        return new McpCall(stream, id);
    }

    /// <summary>Sends any request.</summary>
    public async Task<McpAnswer> RequestAsync(string method, JsonObject? parameters = null)
    {
        var (request, id) = Request(method, parameters);
        return new McpAnswer(await Http.ExchangeAsync(request), id);
    }

    /// <summary>The HTTP request of a JSON-RPC request with a fresh id, and that id.</summary>
    public (RawRequest Request, long Id) Request(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        return (Post(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] }), id);
    }

    /// <summary>The HTTP request that takes a request back.</summary>
    public RawRequest Cancelled(long id) => Post(new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["method"] = "notifications/cancelled",
        ["params"] = new JsonObject { ["requestId"] = id },
    });

    /// <summary>The HTTP request that ends the session.</summary>
    public RawRequest Delete() => new("DELETE", "/mcp") { Headers = Headers("application/json") };

    /// <summary>The HTTP request of any message.</summary>
    public RawRequest Post(JsonObject message)
    {
        var headers = Headers("application/json, text/event-stream");
        headers["Content-Type"] = "application/json";
        if (Revision.IsStateless(_revision))
        {
            var method = (string)message["method"]!;
            headers["Mcp-Method"] = method;
            if (method is "tools/call" or "prompts/get")
                headers["Mcp-Name"] = (string)message["params"]!["name"]!;
            else if (method is "resources/read")
                headers["Mcp-Name"] = (string)message["params"]!["uri"]!;
            else if (method is "tasks/get" or "tasks/update" or "tasks/cancel")
                headers["Mcp-Name"] = (string)message["params"]!["taskId"]!;
            if (message["params"] is JsonObject parameters)
                AddMeta(parameters);
        }
        return new RawRequest("POST", "/mcp") { Headers = headers, Body = message.ToJsonString(JsonSerializerOptions.Default) };
    }

    /// <summary>The HTTP request of several messages at once.</summary>
    public RawRequest PostBatch(JsonArray messages, string accept = "application/json, text/event-stream") =>
        new("POST", "/mcp") { Headers = new Dictionary<string, string>(Headers(accept)) { ["Content-Type"] = "application/json" }, Body = messages.ToJsonString(JsonSerializerOptions.Default) };

    /// <summary>The HTTP request of an answer to something that the server has asked.</summary>
    public RawRequest Answer(long id, JsonObject result) => Post(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = result });

    /// <summary>Calls a tool and returns as soon as its response begins to come, as an event stream.</summary>
    public async Task<McpCall> StartCallAsync(string tool, JsonObject arguments)
    {
        var (request, id) = Request("tools/call", ToolParameters(tool, arguments));
        return new McpCall(await StreamAsync(request), id);
    }

    /// <summary>Opens the session's event stream, or resumes one after an event.</summary>
    public Task<McpStream> OpenStreamAsync(string? after = null) => StreamAsync(StreamRequest(after));

    /// <summary>The HTTP request for that.</summary>
    public RawRequest StreamRequest(string? after = null)
    {
        var headers = Headers("text/event-stream");
        if (after is not null)
            headers["Last-Event-ID"] = after;
        return new RawRequest("GET", "/mcp") { Headers = headers };
    }

    private Task<McpAnswer> InitializeAsync() => RequestAsync("initialize", new JsonObject
    {
        ["protocolVersion"] = _revision,
        ["capabilities"] = new JsonObject { ["elicitation"] = new JsonObject(), ["roots"] = new JsonObject() },
        ["clientInfo"] = new JsonObject { ["name"] = _name, ["version"] = "1" },
    });

    private async Task<McpStream> StreamAsync(RawRequest request)
    {
        var connection = await Http.OpenAsync();
        var cancellation = TestContext.Current.CancellationToken;
        await connection.SendAsync(request, cancellation);
        return await connection.ReadHeadAsync(cancellation) is { } response
            ? new McpStream(connection, response)
            : throw new InvalidOperationException("The stream was closed before it was opened.");
    }

    private static JsonObject ToolParameters(string tool, JsonObject? arguments) => new() { ["name"] = tool, ["arguments"] = arguments ?? [] };

    private void AddMeta(JsonObject parameters)
    {
        if (parameters["_meta"] is not JsonObject meta)
            parameters["_meta"] = meta = [];
        meta["io.modelcontextprotocol/protocolVersion"] = _revision;
        meta["io.modelcontextprotocol/clientCapabilities"] ??= new JsonObject();
        meta["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "process-tests", ["version"] = "1" };
    }

    private Dictionary<string, string> Headers(string accept)
    {
        var headers = new Dictionary<string, string> { ["Accept"] = accept, ["MCP-Protocol-Version"] = _revision };
        if (SessionId is not null)
            headers["Mcp-Session-Id"] = SessionId;
        return headers;
    }
}
