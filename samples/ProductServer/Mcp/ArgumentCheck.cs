using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace ProductServer.Mcp;

/// <summary>
/// Compares the arguments of a call with the tool's own schema. The SDK ignores unknown arguments, so that a misspelt filter would
/// silently not filter, and names neither a missing one nor a wrong type.
/// </summary>
internal static class ArgumentCheck
{
    /// <summary>Refuses arguments that the schema does not allow.</summary>
    /// <exception cref="ToolRefusal">Says all that is wrong.</exception>
    public static void Check(Tool tool, IDictionary<string, JsonElement>? arguments)
    {
        arguments ??= new Dictionary<string, JsonElement>();
        var known = tool.InputSchema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value)
            : [];
        var required = tool.InputSchema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToArray()
            : [];

        List<string> faults =
        [
            .. required.Where(name => !arguments.ContainsKey(name)).Select(name => $"{name} is missing"),
            .. arguments.Keys.Where(name => !known.ContainsKey(name)).Select(name => $"{Shorten(name)} is unknown"),
            .. arguments.Where(argument => known.ContainsKey(argument.Key))
                .Select(argument => Fault(argument.Key, argument.Value, known[argument.Key])).OfType<string>(),
        ];
        if (faults.Count > 0)
            throw new ToolRefusal($"{string.Join("; ", faults)}. {Arguments(tool.Name, known, required)}");
    }

    private static string? Fault(string name, JsonElement value, JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            return $"{name} is {Shorten(value.GetRawText())}; it must be one of {string.Join(", ", allowed.EnumerateArray())}";
        if (!schema.TryGetProperty("type", out var type))
            return null;

        string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];
        return types.Any(one => Is(one, value)) ? null : $"{name} is {Shorten(value.GetRawText())}; it must be {Named(types[0])}";
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        "number" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };

    private static string Named(string type) => type switch
    {
        "string" => "a string",
        "integer" => "a whole number below 2147483648, without quotes",
        "number" => "a number, without quotes",
        _ => "true or false, without quotes",
    };

    private static string Arguments(string tool, Dictionary<string, JsonElement> known, string[] required) => known.Count == 0
        ? $"{tool} takes no arguments."
        : $"{tool} takes {string.Join(", ", known.Keys.Select(name => required.Contains(name) ? name + " (required)" : name))}.";

    private static string Shorten(string text) => text.Length <= 50 ? text : text[..50] + "…";
}
