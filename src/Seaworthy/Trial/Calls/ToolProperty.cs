using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Seaworthy.Trial.Calls;

/// <summary>An argument of a tool.</summary>
internal sealed partial class ToolProperty
{
    private readonly JsonElement _schema;

    /// <summary>Reads the schema of an argument.</summary>
    public ToolProperty(string name, JsonElement schema, bool isRequired)
    {
        (Name, IsRequired, _schema) = (name, isRequired, schema);
        Type = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether a call must have it.</summary>
    public bool IsRequired { get; }

    /// <summary>Its JSON type; empty when it has none or several.</summary>
    public string Type { get; }

    /// <summary>Whether any text will do.</summary>
    public bool IsFreeText => Type == "string" && !Has("enum") && !Has("const") && !Has("format") && !Has("pattern") && !Has("maxLength");

    /// <summary>Whether its name says that it is a time.</summary>
    public bool IsLength => Type is "number" or "integer" && TimeName().IsMatch(Name);

    /// <summary>The marks to try for a time, the likeliest unit first.</summary>
    public IReadOnlyList<string> LengthMarks
    {
        get
        {
            var seconds = Type == "integer" ? CallTemplate.WholeSecondsMark : CallTemplate.SecondsMark;
            var said = Name + " " + (_schema.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : "");
            if (Milliseconds().IsMatch(said))
                return [CallTemplate.MillisecondsMark];
            return Seconds().IsMatch(said) ? [seconds] : [seconds, CallTemplate.MillisecondsMark];
        }
    }

    /// <summary>A value as JSON; null when there is none that is surely accepted.</summary>
    public string? Example()
    {
        if (_schema.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in (string[])["default", "const"])
        {
            if (_schema.TryGetProperty(name, out var value))
                return value.GetRawText();
        }
        if (_schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
            return values[0].GetRawText();
        return Type switch
        {
            "string" => IsFreeText ? $"\"{CallTemplate.TextMark}\"" : null,
            "boolean" => "false",
            "number" or "integer" => _schema.TryGetProperty("minimum", out var least) && least.ValueKind == JsonValueKind.Number
                ? least.GetRawText()
                : 1.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private bool Has(string name) => _schema.TryGetProperty(name, out _);

    [GeneratedRegex("^(ms|milli.*|.*(ms|Ms|_ms)|.*milli(s|seconds)|sec(ond)?s?|.*(seconds|Seconds)|duration.*|delay.*|sleep.*|wait.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex TimeName();

    [GeneratedRegex(@"milli|\bms\b|Ms\b|_ms\b")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"sec(ond)?s?\b|[sS]econds")]
    private static partial Regex Seconds();
}
