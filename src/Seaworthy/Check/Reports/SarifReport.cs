using System.Text.Json;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Reports;

/// <summary>Findings as SARIF 2.1.0 (OASIS), with the places they relate to and the changes that end them.</summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes a result.</summary>
    public static void Write(CheckResult result, TextWriter output) => output.WriteLine(JsonReport.ToText(json => Write(result, json)));

    private static void Write(CheckResult result, Utf8JsonWriter json)
    {
        var rules = result.Findings.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Slug, StringComparer.Ordinal).ToList();
        var prints = Fingerprint.Of(result.Findings);
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(rules, json);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in result.Findings)
            WriteResult(finding, rules.IndexOf(finding.Rule), prints[finding], json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(List<Rule> rules, Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "seaworthy");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Slug);
            WriteText(json, "shortDescription", rule.What);
            WriteText(json, "fullDescription", rule.Why);
            WriteText(json, "help", rule.Fix);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Finding finding, int rule, string print, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Slug);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", finding.Advice.Length > 0 ? $"{finding.Message} Set: {finding.Advice}" : finding.Message);
        json.WriteStartArray("locations");
        WriteLocation(finding.Place, null, json);
        json.WriteEndArray();
        if (finding.Related.Count > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var related in finding.Related)
                WriteLocation(related.Place, related.Label, json);
            json.WriteEndArray();
        }
        json.WriteStartObject("partialFingerprints");
        json.WriteString("seaworthy/v1", print);
        json.WriteEndObject();
        if (finding.Edits.Count > 0)
            WriteFix(finding, json);
        json.WriteEndObject();
    }

    private static void WriteLocation(Place place, string? label, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(place, json);
        json.WritePropertyName("region");
        WriteRegion(place, json);
        json.WriteEndObject();
        if (label is not null)
            WriteText(json, "message", label);
        json.WriteEndObject();
    }

    private static void WriteFix(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        WriteText(json, "description", finding.Advice);
        json.WriteStartArray("artifactChanges");
        foreach (var file in finding.Edits.GroupBy(edit => edit.Place.File))
        {
            json.WriteStartObject();
            WriteArtifact(file.Key.Start, json);
            json.WriteStartArray("replacements");
            foreach (var edit in file)
            {
                json.WriteStartObject();
                json.WritePropertyName("deletedRegion");
                WriteRegion(edit.Place, json);
                WriteText(json, "insertedContent", edit.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteArtifact(Place place, Utf8JsonWriter json)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', place.File.Path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    private static void WriteRegion(Place place, Utf8JsonWriter json)
    {
        var end = place.File.PositionOf(place.End);
        json.WriteStartObject();
        json.WriteNumber("startLine", place.Line);
        json.WriteNumber("startColumn", place.Column);
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", end.Column);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
}
