using System.Globalization;
using System.Text.Json;

namespace Seaworthy.Trial.Mcp;

/// <summary>JSON-RPC messages as text.</summary>
internal static class McpMessage
{
    /// <summary>Who we say we are.</summary>
    public const string ClientInfo = """{"name":"seaworthy-trial","version":"1"}""";

    private const string ModernMeta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + Revisions.Stateless + "\"," +
        "\"io.modelcontextprotocol/clientCapabilities\":{},\"io.modelcontextprotocol/clientInfo\":" + ClientInfo + "}";

    private static long _lastId;

    /// <summary>An id that no other request of this process has: with equal ids on one session some servers hang.</summary>
    public static long FreshId() => Interlocked.Increment(ref _lastId);

    /// <summary>A request.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="method">Its method.</param>
    /// <param name="parameters">A JSON object without <c>_meta</c>.</param>
    /// <param name="stateless">Whether the revision wants to be told everything with each request.</param>
    public static string Request(long id, string method, string parameters, bool stateless) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{(stateless ? WithMeta(parameters) : parameters)}}}""");

    /// <summary>A notification.</summary>
    public static string Notification(string method) => $$"""{"jsonrpc":"2.0","method":"{{method}}"}""";

    /// <summary>What <c>initialize</c> says.</summary>
    public static string InitializeParameters(string revision) =>
        $$"""{"protocolVersion":"{{revision}}","capabilities":{},"clientInfo":{{ClientInfo}}}""";

    /// <summary>Every message in a body of JSON or of events. What is no whole JSON is left out.</summary>
    public static IEnumerable<JsonElement> ReadAll(string body, bool isEventStream)
    {
        if (!isEventStream)
        {
            if (TryParse(body) is { } one)
                yield return one;
            yield break;
        }
        // The last event counts only when its end has come: an empty line.
        var events = body.ReplaceLineEndings("\n").Split("\n\n");
        foreach (var text in events.SkipLast(1))
        {
            var data = text.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..].TrimStart());
            if (TryParse(string.Join('\n', data)) is { } message)
                yield return message;
        }
    }

    private static string WithMeta(string parameters) =>
        parameters.AsSpan().Trim() is "{}" ? $$"""{{{ModernMeta}}}""" : $"{{{ModernMeta},{parameters.TrimStart()[1..]}";

    private static JsonElement? TryParse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
