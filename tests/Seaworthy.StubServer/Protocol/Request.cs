using System.Text.Json;

namespace Seaworthy.StubServer.Protocol;

/// <summary>A message from the client.</summary>
/// <param name="Id">Its id as JSON, so that strings and numbers come back as they were; null for a notification.</param>
/// <param name="Method">Its method.</param>
/// <param name="Params">Its parameters; an undefined element when there are none.</param>
internal sealed record Request(string? Id, string Method, JsonElement Params)
{
    public const string VersionKey = "io.modelcontextprotocol/protocolVersion";
    public const string CapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
    public const string LogLevelKey = "io.modelcontextprotocol/logLevel";

    /// <summary>Reads a line; null when it is no request and no notification.</summary>
    public static Request? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return Member(root, "method") is { ValueKind: JsonValueKind.String } method
                ? new Request(Member(root, "id")?.GetRawText(), method.GetString()!, Member(root, "params")?.Clone() ?? default)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of the parameters, however deep; null when it is not there.</summary>
    public JsonElement? Param(params ReadOnlySpan<string> path)
    {
        JsonElement? element = Params;
        foreach (var name in path)
            element = element is { } parent ? Member(parent, name) : null;
        return element;
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
