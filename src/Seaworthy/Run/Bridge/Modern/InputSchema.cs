using System.Text.Json;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>Finds the arguments of a tool that are mirrored into headers.</summary>
/// <remarks>
/// Specification 2026-07-28, "Schema Extension": only primitive properties that a chain of <c>properties</c> leads to. A client
/// must not use a tool whose annotations break the rules, so that there is nothing to check for it.
/// </remarks>
internal static class InputSchema
{
    private const string Annotation = "x-mcp-header";

    // Deeper ones are no longer arguments that anybody writes; the reader's own bound is for all JSON.
    private const int MaxDepth = 32;

    /// <summary>The mirrored arguments; none when there are none, or when an annotation breaks the rules.</summary>
    public static IReadOnlyList<HeaderParameter> Read(JsonElement schema)
    {
        var found = new List<HeaderParameter>();
        if (!Collect(schema, [], found))
            return [];
        var isUnique = found.DistinctBy(one => one.Header, StringComparer.OrdinalIgnoreCase).Count() == found.Count;
        return isUnique ? found : [];
    }

    private static bool Collect(JsonElement schema, List<string> path, List<HeaderParameter> found)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties"u8, out var properties)
            || properties.ValueKind != JsonValueKind.Object)
        {
            return true;
        }
        if (path.Count == MaxDepth)
            return false;
        foreach (var property in properties.EnumerateObject())
        {
            path.Add(property.Name);
            if (!Take(property.Value, path, found) || !Collect(property.Value, path, found))
                return false;
            path.RemoveAt(path.Count - 1);
        }
        return true;
    }

    private static bool Take(JsonElement property, List<string> path, List<HeaderParameter> found)
    {
        if (property.ValueKind != JsonValueKind.Object || !property.TryGetProperty(Annotation, out var name))
            return true;
        if (name.ValueKind != JsonValueKind.String || !IsToken(name.GetString()!) || !IsPrimitive(property))
            return false;
        found.Add(new HeaderParameter(HeaderParameter.Prefix + name.GetString(), [.. path]));
        return true;
    }

    private static bool IsPrimitive(JsonElement property) =>
        property.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String
        && type.GetString() is "string" or "integer" or "boolean";

    /// <summary>RFC 9110, section 5.6.2: what the name of a header may consist of.</summary>
    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
