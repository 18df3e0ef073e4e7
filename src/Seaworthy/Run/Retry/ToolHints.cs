using System.Text.Json;

namespace Seaworthy.Run.Retry;

/// <summary>The annotations of the server's tools, as its own <c>tools/list</c> has them. All its processes run the same program.</summary>
internal sealed class ToolHints
{
    private volatile IReadOnlyDictionary<string, ToolHint> _hints = new Dictionary<string, ToolHint>();

    /// <summary>Nothing is known of a tool that was not listed: then it has no hint.</summary>
    public ToolHint Of(string? tool) => tool is not null && _hints.TryGetValue(tool, out var hint) ? hint : ToolHint.None;

    /// <summary>A whole list has been read.</summary>
    public void Replace(IReadOnlyDictionary<string, ToolHint> hints) => _hints = hints;

    /// <summary>Reads one page of a list into <paramref name="hints"/>, and returns the cursor of the next page; null after the last.</summary>
    /// <exception cref="JsonException">It is no list of tools.</exception>
    public static string? ReadPage(ReadOnlySpan<byte> result, Dictionary<string, ToolHint> hints)
    {
        var reader = new Utf8JsonReader(result);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("tools"u8, out var tools) || tools.ValueKind != JsonValueKind.Array)
            throw new JsonException("The result has no array of tools.");
        foreach (var tool in tools.EnumerateArray())
        {
            if (tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("name"u8, out var name) && name.ValueKind == JsonValueKind.String)
                hints[name.GetString()!] = Read(tool);
        }
        return root.TryGetProperty("nextCursor"u8, out var cursor) && cursor.ValueKind == JsonValueKind.String ? cursor.GetString() : null;
    }

    private static ToolHint Read(JsonElement tool)
    {
        if (!tool.TryGetProperty("annotations"u8, out var annotations) || annotations.ValueKind != JsonValueKind.Object)
            return ToolHint.None;
        return (IsTrue(annotations, "readOnlyHint"u8) ? ToolHint.ReadOnly : 0) | (IsTrue(annotations, "idempotentHint"u8) ? ToolHint.Idempotent : 0);
    }

    private static bool IsTrue(JsonElement annotations, ReadOnlySpan<byte> name) =>
        annotations.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
