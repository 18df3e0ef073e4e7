using System.Text.Json;

namespace Seaworthy.ProcessTests.Http;

/// <summary>What came back for an MCP request, judged strictly: the response must carry the request's id.</summary>
internal sealed class McpAnswer
{
    private readonly JsonElement? _response;

    /// <summary>Takes the messages out of a JSON or an event-stream body.</summary>
    public McpAnswer(RawAnswer raw, long id)
    {
        Raw = raw;
        Messages = [.. ReadMessages(raw)];
        foreach (var message in Messages)
        {
            if (message.TryGetProperty("id", out var answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt64() == id)
                _response = message;
        }
    }

    /// <summary>The HTTP exchange.</summary>
    public RawAnswer Raw { get; }

    /// <summary>Every message of the body, in order.</summary>
    public IReadOnlyList<JsonElement> Messages { get; }

    /// <summary>Whether a whole response came that carries the id, in a body that ended cleanly.</summary>
    public bool IsAnswered => _response is not null && Raw.Ending == RawEnding.Complete;

    /// <summary>The response.</summary>
    public JsonElement Response => _response ?? throw new InvalidOperationException($"No response came: {Raw}");

    /// <summary>The result of an answered call; fails for an error.</summary>
    public JsonElement Result => Response.TryGetProperty("result", out var result)
        ? result
        : throw new InvalidOperationException($"An error came instead of a result: {Raw}");

    /// <summary>The text of a tool's first content block.</summary>
    public string Text => Result.GetProperty("content")[0].GetProperty("text").GetString()!;

    /// <summary>The JSON-RPC error code; 0 without an error.</summary>
    public int ErrorCode => _response is { } response && response.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0;

    /// <summary><c>error.data.reason</c>.</summary>
    public string Reason => ErrorData("reason");

    /// <summary><c>error.data.outcome</c>.</summary>
    public string Outcome => ErrorData("outcome");

    /// <summary>The notifications of a method that came before the response.</summary>
    public IEnumerable<JsonElement> Notifications(string method) =>
        Messages.Where(message => message.TryGetProperty("method", out var name) && name.GetString() == method);

    /// <inheritdoc/>
    public override string ToString() => Raw.ToString();

    private string ErrorData(string name) => Response.GetProperty("error").GetProperty("data").GetProperty(name).GetString()!;

    private static IEnumerable<JsonElement> ReadMessages(RawAnswer raw)
    {
        if (!raw.Header("Content-Type").StartsWith("text/event-stream", StringComparison.Ordinal))
        {
            if (raw.Body.Length > 0 && raw.Ending == RawEnding.Complete && raw.Header("Content-Type").StartsWith("application/json", StringComparison.Ordinal))
                yield return Parse(raw.Body);
            yield break;
        }
        foreach (var line in raw.Body.Split('\n'))
        {
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.AsSpan(5).Trim().Length > 0)
                yield return Parse(line[5..]);
        }
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
