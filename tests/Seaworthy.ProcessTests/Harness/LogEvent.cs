using System.Text.Json;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>One line of <c>--log-format json</c>, or of ASP.NET Core's JSON console.</summary>
/// <param name="Id"><c>event</c>: the stable number.</param>
/// <param name="Level"><c>info</c>, <c>warn</c>, ….</param>
/// <param name="Message">What people read.</param>
/// <param name="Line">The whole line.</param>
internal sealed record LogEvent(int Id, string Level, string Message, JsonElement Line)
{
    /// <summary>A field of the event as text; fails when it is not there. Its first letter may be large or small.</summary>
    public string Field(string name)
    {
        var fields = Line.TryGetProperty("State", out var state) ? state : Line;
        return fields.TryGetProperty(name, out var value) || fields.TryGetProperty(char.ToUpperInvariant(name[0]) + name[1..], out value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
            : throw new InvalidOperationException($"The event {Id} has no field {name}: {Line.GetRawText()}");
    }

    /// <summary>A field of the event as a number.</summary>
    public double Number(string name) => double.Parse(Field(name), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads a line; null when it is not a log line, which is itself a finding.</summary>
    public static LogEvent? TryParse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement.Clone();
            if (root.TryGetProperty("EventId", out var id))
                return new LogEvent(id.GetInt32(), root.GetProperty("LogLevel").GetString() ?? "", root.GetProperty(nameof(Message)).GetString() ?? "", root);
            return new LogEvent(
                root.GetProperty("event").GetInt32(),
                root.GetProperty("level").GetString() ?? "",
                root.GetProperty("message").GetString() ?? "",
                root);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
