namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>A call under way.</summary>
internal sealed class InterleavedCall(string nonce, string id, string? session)
{
    public CancellationTokenSource Connection { get; } = new();

    public string Nonce { get; } = nonce;

    /// <summary>Its id, which other calls have as well.</summary>
    public string Id { get; } = id;

    /// <summary>Null of a client of 2026-07-28.</summary>
    public string? Session { get; } = session;

    public Task<MemoryAnswer> Answer { get; private set; } = null!;

    /// <summary>Its client has left.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>A notification has said that it, or another one with its id, is not wanted any more.</summary>
    public bool MayBeCancelled { get; set; }

    public void Start(MemoryBridge bridge)
    {
        var meta = Session is null
            ? "\"_meta\":{\"progressToken\":7,\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}"
            : "\"_meta\":{\"progressToken\":7}";
        var body = $"{{\"jsonrpc\":\"2.0\",\"id\":{Id},\"method\":\"tools/call\",\"params\":{{\"name\":\"t\",\"nonce\":\"{Nonce}\",{meta}}}}}";
        Answer = bridge.PostAsync(Headers(), System.Text.Encoding.UTF8.GetBytes(body), Connection.Token);
    }

    /// <summary>Its client's connection breaks.</summary>
    public void HangUp()
    {
        IsAbandoned = true;
        Connection.Cancel();
    }

    public Task<MemoryAnswer> CancelAsync(MemoryBridge bridge) => bridge.PostAsync(Headers(),
        System.Text.Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{{\"requestId\":{Id}}}}}"), CancellationToken.None);

    private Dictionary<string, string[]> Headers()
    {
        var headers = new Dictionary<string, string[]> { ["Content-Type"] = ["application/json"], ["MCP-Protocol-Version"] = [Session is null ? "2026-07-28" : "2025-11-25"] };
        if (Session is null)
            (headers["Mcp-Method"], headers["Mcp-Name"]) = (["tools/call"], ["t"]);
        else
            headers["Mcp-Session-Id"] = [Session];
        return headers;
    }
}
