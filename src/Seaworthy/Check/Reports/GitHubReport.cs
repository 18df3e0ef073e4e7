using System.Globalization;

namespace Seaworthy.Check.Reports;

/// <summary>Findings as workflow commands, which GitHub shows beside the lines of a pull request.</summary>
internal static class GitHubReport
{
    /// <summary>Writes a result.</summary>
    public static void Write(CheckResult result, TextWriter output)
    {
        foreach (var finding in result.Findings)
        {
            var command = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            var end = finding.Place.File.PositionOf(finding.Place.End);
            var message = finding.Advice.Length > 0 ? $"{finding.Message}\nset: {finding.Advice}" : finding.Message;
            foreach (var related in finding.Related)
                message += $"\nsee: {related.Place.Short} {related.Label}";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"::{command} file={Property(finding.Place.File.Path)},line={finding.Place.Line},col={finding.Place.Column},endLine={end.Line},endColumn={end.Column},title={Property(finding.Rule.Slug)}::{Data(message)}"));
        }
    }

    // The escapes that the runner takes back, see actions/toolkit command.ts.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
