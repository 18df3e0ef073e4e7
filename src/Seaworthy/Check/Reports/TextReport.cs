using System.Globalization;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Reports;

/// <summary>Findings for people: where, the text underlined, what, why, what to write.</summary>
internal sealed class TextReport(TextWriter output, bool colour)
{
    private const int Widest = 120;

    /// <summary>Writes a result.</summary>
    public void Write(CheckResult result)
    {
        var explained = new HashSet<Rule>();
        foreach (var finding in result.Findings)
            Write(finding, explained.Add(finding.Rule));
        foreach (var doubt in result.Doubts)
            output.WriteLine($"{At(doubt.Place)} cannot tell {doubt.Rule.Slug}: {doubt.Message}");
        if (result.Doubts.Count > 0)
            output.WriteLine();
        output.WriteLine(Summary(result));
    }

    private static string Summary(CheckResult result)
    {
        string[] parts =
        [
            Count(result.Count(Severity.Error), "error"), Count(result.Count(Severity.Warning), "warning"), Count(result.Count(Severity.Info), "remark"),
        ];
        var text = result.Findings.Count == 0 ? "nothing found" : string.Join(", ", parts.Where(part => part[0] != '0'));
        text += $" in {Count(result.Files, "file")}";
        if (result.Suppressed > 0)
            text += $"; {result.Suppressed.ToString(CultureInfo.InvariantCulture)} switched off by comments";
        if (result.Known > 0)
            text += $"; {result.Known.ToString(CultureInfo.InvariantCulture)} known from the baseline";
        if (result.Findings.Any(finding => finding.Edits.Count > 0))
            text += $"; --fix ends {result.Findings.Count(finding => finding.Edits.Count > 0).ToString(CultureInfo.InvariantCulture)}";
        return text;
    }

    private static string Count(int number, string word) => FormattableString.Invariant($"{number} {word}{(number == 1 ? "" : "s")}");

    private static string At(Place place) => FormattableString.Invariant($"{Printable(place.File.Path)}:{place.Line}:{place.Column}");

    private void Write(Finding finding, bool isFirst)
    {
        output.WriteLine($"{At(finding.Place)} {Paint(Report.Word(finding.Severity), finding.Severity)} {finding.Rule.Slug}");
        Quote(finding.Place, finding.Severity);
        output.WriteLine($"  {Printable(finding.Message)}");
        if (isFirst)
            output.WriteLine($"  why: {finding.Rule.Why}");
        if (finding.Advice.Length > 0)
            output.WriteLine($"  set: {Printable(finding.Advice)}");
        foreach (var related in finding.Related)
        {
            output.WriteLine($"  see: {At(related.Place)} {related.Label}");
            Quote(related.Place, Severity.Info);
        }
        output.WriteLine();
    }

    /// <summary>The line, and its part underlined. A line that is very long is cut around the part.</summary>
    private void Quote(Place place, Severity severity)
    {
        var line = place.File.Line(place.Line);
        if (line.Trim().Length == 0)
            return;
        var column = place.Column - 1;
        var from = line.Length > Widest && column > Widest - 40 ? column - 20 : 0;
        var shown = line[from..Math.Min(line.Length, from + Widest)];
        var number = place.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var start = Math.Clamp(column - from, 0, shown.Length);
        var length = Math.Clamp(place.Length, 1, Math.Max(shown.TrimEnd().Length - start, 1));
        var indent = new string([.. shown[..start].Select(c => c == '\t' ? '\t' : ' ')]);
        output.WriteLine($"{number} | {(from > 0 ? "…" : "")}{Printable(shown)}");
        output.WriteLine($"      | {(from > 0 ? " " : "")}{indent}{Paint(new string('^', length), severity)}");
    }

    private string Paint(string text, Severity severity) => !colour ? text : severity switch
    {
        Severity.Error => $"\e[31m{text}\e[0m",
        Severity.Warning => $"\e[33m{text}\e[0m",
        _ => $"\e[36m{text}\e[0m",
    };

    // A file's text may hold escape codes, and a terminal would act on them.
    private static string Printable(string text) => text.Any(IsControl) ? string.Concat(text.Select(c => IsControl(c) ? '�' : c)) : text;

    private static bool IsControl(char c) => char.IsControl(c) && c != '\t';
}
