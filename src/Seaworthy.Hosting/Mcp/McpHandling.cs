using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Mcp;

/// <summary>The SDK's work on one request: what it is, how it is cancelled, and how it is answered in the SDK's place.</summary>
/// <param name="context">The message and the server bound to its response.</param>
/// <param name="request">The request.</param>
/// <param name="cancellation">Cancels the handler.</param>
internal sealed class McpHandling(MessageContext context, JsonRpcRequest request, CancellationTokenSource cancellation)
{
    /// <summary>Enough for every name that is seriously given; the rest is somebody's joke in our log.</summary>
    private const int LongestName = 80;

    private volatile JsonRpcMessage? _own;

    /// <summary>Method and tool, prompt or resource, for people.</summary>
    public string What
    {
        get
        {
            var name = (request.Params as JsonObject)?["name"] ?? (request.Params as JsonObject)?["uri"];
            return name is JsonValue value && value.TryGetValue<string>(out var text)
                ? Settings.UsageText.Printable($"{request.Method} {(text.Length > LongestName ? text[..LongestName] : text)}")
                : Settings.UsageText.Printable(request.Method);
        }
    }

    /// <summary>Whether a message is the answer that was given in the SDK's place.</summary>
    public bool IsOwn(JsonRpcMessage message) => ReferenceEquals(message, _own);

    /// <summary>Whether a message answers this request.</summary>
    public bool Answers(JsonRpcMessageWithId answer) => answer.Id.Equals(request.Id);

    /// <summary>Asks the handler to stop.</summary>
    public void Cancel()
    {
        try
        {
            _ = cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    /// <summary>Answers with an error. Through the SDK, which knows how the response is framed.</summary>
    public Task AnswerAsync(CallError error)
    {
        var data = new JsonObject { ["reason"] = error.Reason, ["outcome"] = error.OutcomeText };
        if (error.RetryAfter is { } wait)
            data["retryAfterMs"] = (long)wait.TotalMilliseconds;
        return SendAsync(new JsonRpcError { Id = request.Id, Error = new JsonRpcErrorDetail { Code = error.Code, Message = error.Message, Data = data } });
    }

    /// <summary>Ends <c>subscriptions/listen</c> as 2026-07-28 wants it: with a result that names the subscription.</summary>
    public Task EndListenAsync() => SendAsync(new JsonRpcResponse
    {
        Id = request.Id,
        Result = new JsonObject
        {
            ["resultType"] = "complete",
            ["_meta"] = new JsonObject { ["io.modelcontextprotocol/subscriptionId"] = JsonNode.Parse(RequestIdJson) },
        },
    });

    private string RequestIdJson => request.Id.Id is long number
        ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : JsonValue.Create(request.Id.ToString())!.ToJsonString();

    private Task SendAsync(JsonRpcMessage answer)
    {
        _own = answer;
        return context.Server.SendMessageAsync(answer);
    }
}
