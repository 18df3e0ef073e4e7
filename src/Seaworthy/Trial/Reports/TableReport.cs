using System.Globalization;
using Seaworthy.Hosting.Contract;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial.Reports;

/// <summary>A trial as people read it.</summary>
internal sealed class TableReport(TextWriter output, bool colour)
{
    private const int NameColumn = 18;
    private const int LogLines = 8;
    private const int Width = 120;

    private static readonly string Indent = new(' ', 12 + NameColumn);

    private static readonly string Continued = Indent + "      ";

    /// <summary>Writes it.</summary>
    public void Write(TrialReport report)
    {
        output.WriteLine($"Trial of {report.Target}");
        output.WriteLine($"  revision  {report.Survey.Revision}");
        output.WriteLine($"  health    {report.Survey.HealthPath ?? "none found"}");
        output.WriteLine($"  load      {report.Survey.Load.Describe()}");
        output.WriteLine($"  slow call {report.Survey.Slow?.Describe() ?? "none"}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  budget    {DurationText.Format(report.Options.Budget)}, {report.Options.Rate} calls/s, seed {report.Options.Seed}"));
        output.WriteLine();
        foreach (var result in report.Results)
            Write(result, report.Options.Repeat);
        output.WriteLine();
        output.WriteLine(Summary(report));
    }

    /// <summary>The numbers at the end.</summary>
    public static string Summary(TrialReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.Count(Verdict.Passed)} passed, {report.Count(Verdict.Failed)} failed, {report.Count(Verdict.NotTested)} not tested, in {report.Took.TotalSeconds:0} s");

    private void Write(ScenarioResult result, int rounds)
    {
        var (scenario, outcome) = (result.Scenario, result.Outcome);
        var name = rounds > 1 ? string.Create(CultureInfo.InvariantCulture, $"{scenario.Name} #{result.Round}") : scenario.Name;
        var verdict = Paint(outcome.Verdict, VerdictText.Of(outcome.Verdict).PadRight(12));
        WriteWrapped($"{verdict}{name.PadRight(NameColumn - 1)} ", outcome.Verdict == Verdict.Failed ? scenario.Promise : outcome.Seen);
        foreach (var fault in outcome.Faults)
        {
            WriteWrapped(Indent + "seen: ", fault.Seen);
            WriteWrapped(Indent + "do:   ", fault.Remedy);
        }
        if (outcome.LastLines.Length == 0)
            return;
        // Not wrapped: whoever looks for a line must find it. But nothing that a terminal would obey.
        foreach (var line in outcome.LastLines.TrimEnd().Split('\n').TakeLast(LogLines))
            output.WriteLine($"{Indent}log:  {string.Concat(line.TrimEnd().Select(letter => char.IsControl(letter) ? ' ' : letter))}");
    }

    private void WriteWrapped(string left, string text)
    {
        var line = "";
        foreach (var word in text.ReplaceLineEndings(" ").Split(' '))
        {
            if (line.Length > 0 && Continued.Length + line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(left + line);
                (left, line) = (Continued, "");
            }
            line += line.Length > 0 ? $" {word}" : word;
        }
        output.WriteLine(left + line);
    }

    private string Paint(Verdict verdict, string text) => !colour ? text : verdict switch
    {
        Verdict.Passed => $"\x1b[32m{text}\x1b[0m",
        Verdict.Failed => $"\x1b[1;31m{text}\x1b[0m",
        _ => $"\x1b[33m{text}\x1b[0m",
    };
}
