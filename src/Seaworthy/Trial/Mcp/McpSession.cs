using System.Text;
using System.Text.Json;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Trial.Mcp;

/// <summary>A client of one server in one revision, with its session where the revision has one.</summary>
internal sealed class McpSession(WireClient wire, string path, string revision, string? sessionId)
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The HTTP client below.</summary>
    public WireClient Wire => wire;

    /// <summary>The revision that is spoken.</summary>
    public string Revision => revision;

    /// <summary>The session; null where there is none.</summary>
    public string? Id => sessionId;

    /// <summary>Shakes hands where the revision has a handshake; otherwise asks what the server is.</summary>
    /// <returns>The session, or why there is none.</returns>
    public static async Task<(McpSession? Session, CallRecord Record)> ConnectAsync(WireClient wire, string path, string revision, CancellationToken cancel)
    {
        var stranger = new McpSession(wire, path, revision, null);
        var stateless = Revisions.IsStateless(revision);
        var (answer, record) = stateless
            ? await stranger.RequestAsync("server/discover", "{}", HandshakeTimeout, cancel)
            : await stranger.RequestAsync("initialize", McpMessage.InitializeParameters(revision), HandshakeTimeout, cancel);
        if (record.Fate != CallFate.Answered)
            return (null, record);
        if (stateless)
            return (stranger, record);
        // A server that does not speak what was asked for says what it does speak.
        var spoken = answer.Result!.Value.TryGetProperty("protocolVersion", out var version) && version.ValueKind == JsonValueKind.String
            ? version.GetString()! : revision;
        var id = answer.Wire.Header("Mcp-Session-Id");
        var session = new McpSession(wire, path, spoken, id.Length > 0 ? id : null);
        await wire.ExchangeAsync(session.Post(McpMessage.Notification("notifications/initialized"), "notifications/initialized", null), HandshakeTimeout, cancel);
        return (session, record);
    }

    /// <summary>Sends a request and judges its end. A result is taken as the request's own.</summary>
    public async Task<(McpAnswer Answer, CallRecord Record)> RequestAsync(string method, string parameters, TimeSpan timeout, CancellationToken cancel)
    {
        var (sent, request) = Prepare(method, parameters, null);
        var answer = await wire.ExchangeAsync(request, timeout, cancel, HasResponse(sent.Id));
        return (new McpAnswer(answer, sent.Id), CallJudge.Judge(sent, answer, _ => true));
    }

    /// <summary>Sends a request and judges its end.</summary>
    /// <param name="call">What is called.</param>
    /// <param name="dueAt">When it was due to be sent: being late counts as its latency.</param>
    /// <param name="timeout">How long the whole exchange may take.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CallRecord> CallAsync(PreparedCall call, long? dueAt, TimeSpan timeout, CancellationToken cancel)
    {
        var (sent, request) = Prepare(call.Method, call.Parameters, call.Name);
        var answer = await wire.ExchangeAsync(request, timeout, cancel, HasResponse(sent.Id));
        return CallJudge.Judge(sent with { SentAt = dueAt ?? sent.SentAt }, answer, call.IsOwn);
    }

    /// <summary>Opens the event stream of the session, or a subscription where there are no sessions.</summary>
    public Task<(WireStream? Stream, WireAnswer? Refusal)> OpenStreamAsync(TimeSpan timeout, CancellationToken cancel) => wire.OpenStreamAsync(
        Revisions.IsStateless(revision)
            ? Prepare("subscriptions/listen", """{"notifications":{"toolsListChanged":true}}""", null).Request
            : new WireRequest("GET", path, [.. Common("text/event-stream")]),
        timeout, cancel);

    /// <summary>A request with a fresh id, as it goes over the wire.</summary>
    public (CallRecord Sent, WireRequest Request) Prepare(string method, string parameters, string? name)
    {
        var id = McpMessage.FreshId();
        var body = McpMessage.Request(id, method, parameters, Revisions.IsStateless(revision));
        var now = wire.Time.GetTimestamp();
        return (new CallRecord(id, name ?? method, now, now, CallFate.TimedOut), Post(body, method, name));
    }

    private WireRequest Post(string body, string method, string? name)
    {
        List<(string, string)> headers = [.. Common("application/json, text/event-stream"), ("Content-Type", "application/json")];
        if (Revisions.IsStateless(revision))
        {
            headers.Add(("Mcp-Method", method));
            if (name is not null)
                headers.Add(("Mcp-Name", Ascii.IsValid(name) ? name : $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}?="));
        }
        return new WireRequest("POST", path, headers, body);
    }

    private IEnumerable<(string, string)> Common(string accept)
    {
        yield return ("Accept", accept);
        yield return ("MCP-Protocol-Version", revision);
        if (sessionId is not null)
            yield return ("Mcp-Session-Id", sessionId);
    }

    /// <summary>Servers should end a stream after the answer, but need not: the answer is enough.</summary>
    private static Func<WireResponse, bool> HasResponse(long id) => response => response.IsEventStream
        && new McpAnswer(new WireAnswer(WireEnding.Complete, response.Status, response.Headers, response.Body, 0), id).Count > 0;
}
