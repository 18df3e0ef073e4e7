using System.Text.Json;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Commands.Logging;

/// <summary>Writes the values of a message as fields.</summary>
internal static class LogFields
{
    private const string Template = "{OriginalFormat}";

    private static readonly string[] Taken = ["time", "level", "event", "name", "category", "message", "exception"];

    /// <summary>Writes every value once; one whose name is taken gets an underscore in front.</summary>
    public static void Write(Utf8JsonWriter json, object? state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields)
            return;
        var written = new HashSet<string>(Taken, StringComparer.Ordinal);
        foreach (var (name, value) in Snapshot(fields))
        {
            if (name == Template)
                continue;
            var field = JsonNamingPolicy.CamelCase.ConvertName(name);
            if (Taken.Contains(field, StringComparer.Ordinal))
                field = $"_{field}";
            if (!written.Add(field))
                continue;
            json.WritePropertyName(field);
            WriteValue(json, value, depth: 0);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value, int depth)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case byte or sbyte or short or ushort or int or uint or long: json.WriteNumberValue(Convert.ToInt64(value, null)); break;
            case ulong number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            // JSON has no word for infinity and NaN; the writer would throw.
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case TimeSpan duration: json.WriteStringValue(DurationText.Format(duration)); break;
            case DateTimeOffset at: json.WriteStringValue(at); break;
            case IEnumerable<string> texts when depth == 0: WriteArray(json, Snapshot(texts)); break;
            default: json.WriteStringValue(LogText.Of(value)); break;
        }
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
            WriteValue(json, value, depth: 1);
        json.WriteEndArray();
    }

    /// <summary>What can be read of a list; it may be changed by others meanwhile.</summary>
    private static List<T> Snapshot<T>(IEnumerable<T> values)
    {
        var list = new List<T>();
        try
        {
            list.AddRange(values);
        }
        catch (Exception)
        {
            // The message itself is still written.
        }
        return list;
    }
}
