using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Mcp;

/// <summary>A request that comes to a server of many, which a message filter sees. Answers go through the SDK, which knows to which response.</summary>
/// <param name="context">The message and the server bound to its response.</param>
/// <param name="request">The request.</param>
/// <param name="cancellation">Cancels the handler.</param>
internal sealed class McpHandling(MessageContext context, JsonRpcRequest request, CancellationTokenSource cancellation) : ICallHandling
{
    private volatile JsonRpcMessage? _own;

    /// <summary>Method and tool, prompt or resource, for people.</summary>
    public string What
    {
        get
        {
            var name = (request.Params as JsonObject)?["name"] ?? (request.Params as JsonObject)?["uri"];
            return CallText.Of(request.Method, name is JsonValue value && value.TryGetValue<string>(out var text) ? text : null);
        }
    }

    /// <summary>Whether a message is the answer that was given in the SDK's place.</summary>
    public bool IsOwn(JsonRpcMessage message) => ReferenceEquals(message, _own);

    /// <summary>Whether a message answers this request.</summary>
    public bool Answers(JsonRpcMessageWithId answer) => answer.Id.Equals(request.Id);

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public Task AnswerAsync(CallError error)
    {
        var data = new JsonObject { ["reason"] = error.Reason, ["outcome"] = error.OutcomeText };
        if (error.RetryAfter is { } wait)
            data["retryAfterMs"] = (long)wait.TotalMilliseconds;
        return SendAsync(new JsonRpcError { Id = request.Id, Error = new JsonRpcErrorDetail { Code = error.Code, Message = error.Message, Data = data } });
    }

    /// <inheritdoc/>
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
