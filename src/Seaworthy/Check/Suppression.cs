using Seaworthy.Deployment.Text;

namespace Seaworthy.Check;

/// <summary>
/// A comment that switches rules off: <c># seaworthy: ignore RULE reason</c>, for its line and the next, or for the file; in a project
/// <c>&lt;!-- seaworthy: ignore RULE reason --&gt;</c>.
/// </summary>
/// <param name="Rules">The rules, by the names that are written.</param>
/// <param name="Reason">Why; empty when nobody says.</param>
/// <param name="ForFile">Whether it is for the whole file (<c>ignore-file</c>).</param>
/// <param name="Place">Where it is written.</param>
internal sealed record Suppression(IReadOnlyList<string> Rules, string Reason, bool ForFile, Place Place)
{
    private const string Mark = "seaworthy: ignore";

    /// <summary>Every one in a file.</summary>
    public static IReadOnlyList<Suppression> Read(SourceFile file)
    {
        var found = new List<Suppression>();
        for (var at = file.Text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = file.Text.IndexOf(Mark, at + 1, StringComparison.Ordinal))
        {
            var line = file.PositionOf(at).Line;
            var start = file.StartOfLine(line);
            var before = file.Text[start..at].TrimEnd();
            if (!(before.EndsWith('#') || before.EndsWith("//", StringComparison.Ordinal) || before.EndsWith(';') || before.EndsWith("<!--", StringComparison.Ordinal)))
                continue;
            var text = file.Line(line)[(at - start + Mark.Length)..];
            if (before.EndsWith("<!--", StringComparison.Ordinal))
                text = text.Split("-->")[0].TrimEnd();
            var forFile = text.StartsWith("-file", StringComparison.Ordinal);
            var words = (forFile ? text[5..] : text).Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var rules = words.Length > 0 ? words[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            found.Add(new(rules, words.Length > 1 ? words[1] : "", forFile, file.At(at, file.Line(line).Length - (at - start))));
        }
        return found;
    }

    /// <summary>Whether it switches a finding off: on its own line, on the next one, or behind further comments.</summary>
    public bool Covers(Finding finding)
    {
        if (Reason.Length == 0 || finding.Place.File != Place.File || !Rules.Any(name => name == finding.Rule.Slug || finding.Rule.Aliases.Contains(name, StringComparer.Ordinal)))
            return false;
        if (ForFile || finding.Place.Line == Place.Line)
            return true;
        for (var line = Place.Line; line < finding.Place.Line; line++)
        {
            // Only comments may stand between: the comment is for the first thing behind it.
            if (!IsComment(Place.File.Line(line)))
                return false;
        }
        return finding.Place.Line > Place.Line;
    }

    private static bool IsComment(string line) => line.TrimStart() is ['#', ..] or ['/', '/', ..] or [';', ..] or ['<', '!', '-', '-', ..];
}
