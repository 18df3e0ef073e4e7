using System.Globalization;
using System.Text;

namespace Seaworthy.Init.Writing;

/// <summary>The difference of two texts, as <c>diff -u</c> and <c>git diff</c> write it.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference; empty when there is none.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="before">What is there; null for no file.</param>
    /// <param name="after">What would be.</param>
    public static string Write(string path, string? before, string after)
    {
        if (before == after)
            return "";
        var (old, @new) = (Lines(before ?? ""), Lines(after));
        var steps = Steps(old, @new);
        var diff = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- {(before is null ? "/dev/null" : "a/" + path)}\n+++ b/{path}\n");
        for (var at = 0; at < steps.Count;)
        {
            if (steps[at].Sign == ' ')
            {
                at++;
                continue;
            }
            var start = Math.Max(at - Context, 0);
            var end = at;
            for (var quiet = 0; end < steps.Count && quiet <= 2 * Context; end++)
                quiet = steps[end].Sign == ' ' ? quiet + 1 : 0;
            // Of the quiet lines behind the last change, only the context belongs to it.
            while (end - 1 > at && steps[end - 1].Sign == ' ' && steps[(end - 1 - Context)..(end - 1)].All(step => step.Sign == ' '))
                end--;
            WriteHunk(diff, steps, start, end);
            at = end;
        }
        return diff.ToString();
    }

    private static void WriteHunk(StringBuilder diff, List<(char Sign, string Line)> steps, int start, int end)
    {
        var (oldStart, newStart) = (steps.Take(start).Count(step => step.Sign != '+'), steps.Take(start).Count(step => step.Sign != '-'));
        var hunk = steps[start..end];
        var (oldCount, newCount) = (hunk.Count(step => step.Sign != '+'), hunk.Count(step => step.Sign != '-'));
        // An empty side is named by the line before it.
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{oldStart + (oldCount > 0 ? 1 : 0)},{oldCount} +{newStart + (newCount > 0 ? 1 : 0)},{newCount} @@\n");
        foreach (var (sign, line) in hunk)
            diff.Append(sign).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
    }

    /// <summary>The longest common lines stay; deployment files are short enough for the plain table.</summary>
    private static List<(char Sign, string Line)> Steps(string[] old, string[] @new)
    {
        var longest = new int[old.Length + 1, @new.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = @new.Length - 1; j >= 0; j--)
                longest[i, j] = old[i] == @new[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }
        var steps = new List<(char, string)>();
        for (int i = 0, j = 0; i < old.Length || j < @new.Length;)
        {
            if (i < old.Length && j < @new.Length && old[i] == @new[j])
                (_, i, j) = (Add(' ', old[i]), i + 1, j + 1);
            else if (j == @new.Length || (i < old.Length && longest[i + 1, j] >= longest[i, j + 1]))
                (_, i) = (Add('-', old[i]), i + 1);
            else
                (_, j) = (Add('+', @new[j]), j + 1);
        }
        return steps;

        bool Add(char sign, string line)
        {
            steps.Add((sign, line));
            return true;
        }
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : [.. text.Split('\n').Select((line, i) => (line, i)).SkipLast(text.EndsWith('\n') ? 1 : 0)
        .Select(item => item.i == text.Count(letter => letter == '\n') ? item.line : item.line + "\n")];
}
