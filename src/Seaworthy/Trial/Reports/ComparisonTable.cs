using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial.Reports;

/// <summary>Several servers in one table: a line for each scenario, a column for each server, then what was seen.</summary>
internal sealed class ComparisonTable(TextWriter output)
{
    private const int NameColumn = 18;
    private const int LeastColumn = 12;

    /// <summary>Writes it.</summary>
    public void Write(IReadOnlyList<TrialEntry> entries)
    {
        WriteLine("", entries, entry => entry.Name);
        foreach (var name in ScenarioCatalogue.All.Select(scenario => scenario.Name).Where(name => entries.Any(entry => Of(entry, name).Length > 0)))
            WriteLine(name, entries, entry => Cell(entry, name));
        foreach (var entry in entries)
            WriteFaults(entry);
    }

    private static ScenarioResult[] Of(TrialEntry entry, string name) => [.. entry.Report?.Results.Where(result => result.Scenario.Name == name) ?? []];

    private static string Cell(TrialEntry entry, string name)
    {
        var results = Of(entry, name);
        if (results.Length == 0)
            return "not held";
        // The worst of several rounds is what counts.
        return VerdictText.Of(results.Select(result => result.Outcome.Verdict)
            .MaxBy(verdict => verdict switch { Verdict.Failed => 2, Verdict.NotTested => 1, _ => 0 }));
    }

    private void WriteLine(string left, IReadOnlyList<TrialEntry> entries, Func<TrialEntry, string> cell) =>
        output.WriteLine((left.PadRight(NameColumn) + string.Concat(entries.Select(entry => cell(entry).PadRight(Math.Max(LeastColumn, entry.Name.Length + 2))))).TrimEnd());

    private void WriteFaults(TrialEntry entry)
    {
        output.WriteLine();
        output.WriteLine(entry.Report is { } report ? $"{entry.Name}: {TableReport.Summary(report)}" : $"{entry.Name}: could not be tried. {entry.Failure}");
        foreach (var result in entry.Report?.Results.Where(result => result.Outcome.Verdict != Verdict.Passed) ?? [])
            output.WriteLine($"  {result.Scenario.Name.PadRight(NameColumn)}{string.Join("; ", result.Outcome.Faults.Select(fault => fault.Seen).DefaultIfEmpty(result.Outcome.Seen))}");
    }
}
