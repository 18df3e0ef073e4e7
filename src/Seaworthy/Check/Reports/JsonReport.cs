using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Reports;

/// <summary>Findings for programs. The same file is a baseline.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a result.</summary>
    public static void Write(CheckResult result, TextWriter output) => output.WriteLine(ToText(json => Write(result, json)));

    /// <summary>Writes JSON to a text.</summary>
    public static string ToText(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(CheckResult result, Utf8JsonWriter json)
    {
        var prints = Fingerprint.Of(result.Findings);
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule.Slug);
            json.WriteString("severity", Report.Word(finding.Severity));
            WritePlace(json, finding.Place);
            json.WriteString("message", finding.Message);
            json.WriteString("advice", finding.Advice);
            json.WriteBoolean("fixable", finding.Edits.Count > 0);
            json.WriteString("fingerprint", prints[finding]);
            json.WriteStartArray("related");
            foreach (var related in finding.Related)
            {
                json.WriteStartObject();
                WritePlace(json, related.Place);
                json.WriteString("label", related.Label);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteDoubts(result, json);
        json.WriteNumber("files", result.Files);
        json.WriteNumber("suppressed", result.Suppressed);
        json.WriteNumber("known", result.Known);
        json.WriteEndObject();
    }

    private static void WriteDoubts(CheckResult result, Utf8JsonWriter json)
    {
        json.WriteStartArray("cannotTell");
        foreach (var doubt in result.Doubts)
        {
            json.WriteStartObject();
            json.WriteString("rule", doubt.Rule.Slug);
            WritePlace(json, doubt.Place);
            json.WriteString("message", doubt.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, Place place)
    {
        json.WriteString("file", place.File.Path);
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
        var end = place.File.PositionOf(place.End);
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", end.Column);
    }
}
