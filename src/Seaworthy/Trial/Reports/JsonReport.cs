using System.Text.Encodings.Web;
using System.Text.Json;
using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial.Reports;

/// <summary>Trials as programs read them. docs/trial.md describes every member; new ones may be added, none is taken away.</summary>
internal sealed class JsonReport(TimeProvider time, string version)
{
    private const int Schema = 1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all of them as one document.</summary>
    public void Write(IReadOnlyList<TrialEntry> entries, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("version", version);
        json.WriteStartArray("trials");
        foreach (var entry in entries)
            Write(entry, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(TrialEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", entry.Name);
        json.WriteNumber("exitCode", entry.ExitCode);
        if (entry.Failure is not null)
            json.WriteString("failure", entry.Failure);
        if (entry.Report is { } report)
            Write(report, json);
        json.WriteEndObject();
    }

    private void Write(TrialReport report, Utf8JsonWriter json)
    {
        json.WriteString("target", report.Target);
        json.WriteString("revision", report.Survey.Revision);
        json.WriteString("health", report.Survey.HealthPath);
        json.WriteString("load", report.Survey.Load.Describe());
        json.WriteString("slowCall", report.Survey.Slow?.Describe());
        json.WriteNumber("budgetSeconds", report.Options.Budget.TotalSeconds);
        json.WriteNumber("rate", report.Options.Rate);
        json.WriteNumber("seed", report.Options.Seed);
        json.WriteNumber("seconds", Rounded(report.Took.TotalSeconds));
        json.WriteNumber("passed", report.Count(Verdict.Passed));
        json.WriteNumber("failed", report.Count(Verdict.Failed));
        json.WriteNumber("notTested", report.Count(Verdict.NotTested));
        json.WriteStartArray("scenarios");
        foreach (var result in report.Results)
            Write(result, json);
        json.WriteEndArray();
    }

    private void Write(ScenarioResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", result.Scenario.Name);
        json.WriteNumber("round", result.Round);
        json.WriteString("verdict", VerdictText.Word(result.Outcome.Verdict));
        json.WriteString("promise", result.Scenario.Promise);
        json.WriteString("seen", result.Outcome.Seen);
        json.WriteNumber("seconds", Rounded(result.Took.TotalSeconds));
        json.WriteStartArray("faults");
        foreach (var fault in result.Outcome.Faults)
        {
            json.WriteStartObject();
            json.WriteString("seen", fault.Seen);
            json.WriteString("remedy", fault.Remedy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("facts");
        foreach (var (name, value) in result.Outcome.Facts)
            json.WriteString(name, value);
        json.WriteEndObject();
        if (result.Outcome.LastLines.Length > 0)
            json.WriteString("lastLines", result.Outcome.LastLines);
        json.WriteStartArray("calls");
        foreach (var call in result.Outcome.Calls)
            Write(call, result.Outcome.Zero, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(CallRecord call, long zero, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("id", call.Id);
        json.WriteString("what", call.What);
        json.WriteNumber("sentMs", Milliseconds(zero, call.SentAt));
        json.WriteNumber("endedMs", Milliseconds(zero, call.EndedAt));
        json.WriteString("fate", call.Fate.Word());
        json.WriteNumber("status", call.Status);
        if (call.ErrorCode != 0)
            json.WriteNumber("errorCode", call.ErrorCode);
        if (call.Fate != CallFate.Answered && call.Detail.Length > 0)
            json.WriteString("detail", call.Detail);
        json.WriteEndObject();
    }

    private double Milliseconds(long zero, long at) => Rounded(time.GetElapsedTime(zero, at).TotalMilliseconds);

    private static double Rounded(double value) => Math.Round(value, 3);
}
