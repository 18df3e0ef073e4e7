using System.Text.Json;

namespace Seaworthy.Trial.Calls;

/// <summary>A tool as the server lists it.</summary>
internal sealed class ToolDescription
{
    private ToolDescription(string name, JsonElement tool)
    {
        Name = name;
        Description = tool.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        IsReadOnly = Hint(tool, "readOnlyHint") == true;
        IsOpenWorld = Hint(tool, "openWorldHint");
        var schema = tool.TryGetProperty("inputSchema", out var input) && input.ValueKind == JsonValueKind.Object ? input : default;
        var required = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        Properties = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? [.. properties.EnumerateObject().Select(property => new ToolProperty(property.Name, property.Value, required.Contains(property.Name)))]
            : [];
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it says that it does.</summary>
    public string Description { get; }

    /// <summary>Whether it is marked as changing nothing. Not marked means no.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Whether it reaches out to other systems; null when it does not say.</summary>
    public bool? IsOpenWorld { get; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<ToolProperty> Properties { get; }

    /// <summary>Every tool of a <c>tools/list</c> result.</summary>
    public static IReadOnlyList<ToolDescription> ReadAll(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array
            ? [.. tools.EnumerateArray().Select(Read).OfType<ToolDescription>()]
            : [];

    private static ToolDescription? Read(JsonElement tool) =>
        tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? new ToolDescription(name.GetString()!, tool)
            : null;

    private static bool? Hint(JsonElement tool, string name) =>
        tool.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object && annotations.TryGetProperty(name, out var hint)
            ? hint.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;
}
