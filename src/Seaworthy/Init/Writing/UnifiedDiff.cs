using System.Globalization;
using System.Text;

namespace Seaworthy.Init.Writing;

/// <summary>The difference of two texts, as <c>diff -u</c> and <c>git diff</c> write it.</summary>
internal sealed class UnifiedDiff
{
    private const int Context = 3;

    private readonly TextLines _old;
    private readonly TextLines _new;
    private readonly StringBuilder _diff = new();

    private UnifiedDiff(string before, string after) => (_old, _new) = (new(before), new(after));

    /// <summary>The difference; empty when there is none.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="before">What is there; null for no file.</param>
    /// <param name="after">What would be.</param>
    public static string Write(string path, string? before, string after)
    {
        if (before == after)
            return "";
        var diff = new UnifiedDiff(before ?? "", after);
        diff._diff.Append(CultureInfo.InvariantCulture, $"--- {(before is null ? "/dev/null" : "a/" + path)}\n+++ b/{path}\n");
        diff.WriteHunks(CommonLines.ChangesOf(diff._old, diff._new));
        return diff._diff.ToString();
    }

    private void WriteHunks(List<LineChange> changes)
    {
        for (var first = 0; first < changes.Count;)
        {
            var end = first + 1;
            // So near to each other that their context meets: one hunk.
            while (end < changes.Count && changes[end].OldStart - changes[end - 1].OldEnd <= 2 * Context)
                end++;
            WriteHunk(changes[first..end]);
            first = end;
        }
    }

    private void WriteHunk(List<LineChange> changes)
    {
        var (first, last) = (changes[0], changes[^1]);
        var lead = Math.Min(Context, first.OldStart);
        var trail = Math.Min(Context, _old.Count - last.OldEnd);
        WriteHead(first.OldStart - lead, last.OldEnd + trail, first.NewStart - lead, last.NewEnd + trail);
        var at = first.OldStart - lead;
        foreach (var change in changes)
        {
            WriteLines(' ', _old, at, change.OldStart);
            WriteLines('-', _old, change.OldStart, change.OldEnd);
            WriteLines('+', _new, change.NewStart, change.NewEnd);
            at = change.OldEnd;
        }
        WriteLines(' ', _old, at, at + trail);
    }

    // An empty side is named by the line before it.
    private void WriteHead(int oldStart, int oldEnd, int newStart, int newEnd) => _diff.Append(CultureInfo.InvariantCulture,
        $"@@ -{Math.Min(oldStart + 1, oldEnd)},{oldEnd - oldStart} +{Math.Min(newStart + 1, newEnd)},{newEnd - newStart} @@\n");

    private void WriteLines(char sign, TextLines lines, int start, int end)
    {
        for (var line = start; line < end; line++)
            _diff.Append(sign).Append(lines[line]).Append(lines[line][^1] == '\n' ? "" : "\n\\ No newline at end of file\n");
    }
}
