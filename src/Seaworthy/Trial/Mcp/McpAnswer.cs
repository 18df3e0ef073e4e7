using System.Text.Json;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Trial.Mcp;

/// <summary>What came back for an MCP request: the responses that carry its id.</summary>
internal sealed class McpAnswer
{
    private readonly List<JsonElement> _responses = [];

    /// <summary>Takes the responses out of a body.</summary>
    public McpAnswer(WireAnswer wire, long id)
    {
        Wire = wire;
        foreach (var message in McpMessage.ReadAll(wire.Body, WireAnswer.SaysEventStream(wire.Headers)))
        {
            if (IsResponse(message, id))
                _responses.Add(message);
            else
                HasForeignResponse |= IsResponse(message, null);
        }
    }

    /// <summary>The HTTP exchange.</summary>
    public WireAnswer Wire { get; }

    /// <summary>How many responses carry the id.</summary>
    public int Count => _responses.Count;

    /// <summary>Whether there is a response to something that was not asked here.</summary>
    public bool HasForeignResponse { get; }

    /// <summary>The result; null when there is none.</summary>
    public JsonElement? Result => Member("result");

    /// <summary>The error; null when there is none.</summary>
    public JsonElement? Error => Member("error");

    /// <summary>The text of all text content of a tool's result.</summary>
    public string Text => Result is { ValueKind: JsonValueKind.Object } result
        && result.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
            ? string.Join('\n', content.EnumerateArray().Select(TextOf))
            : "";

    private static bool IsResponse(JsonElement message, long? id) =>
        message.ValueKind == JsonValueKind.Object && !message.TryGetProperty("method", out _)
        && message.TryGetProperty("id", out var answered) && answered.ValueKind != JsonValueKind.Null
        && (id is null || answered.ValueKind == JsonValueKind.Number && answered.TryGetInt64(out var number) && number == id);

    private static string TextOf(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private JsonElement? Member(string name) => _responses.Count > 0 && _responses[0].TryGetProperty(name, out var value) ? value : null;
}
