using System.Text;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Fixes;

/// <summary>Makes the changes of findings. Only the stretches that are wrong are touched; everything else stays as it is, byte by byte.</summary>
internal static class Fixer
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Changes files on disk; the paths with how many changes were made.</summary>
    public static IReadOnlyList<(string Path, int Changes)> Apply(IEnumerable<Finding> findings)
    {
        var changed = new List<(string, int)>();
        foreach (var group in findings.SelectMany(finding => finding.Edits).GroupBy(edit => edit.Place.File))
        {
            if (!File.Exists(group.Key.Path))
                continue;
            var (text, count) = Changed(group.Key, group);
            var hasMark = File.ReadAllBytes(group.Key.Path).AsSpan().StartsWith(Mark);
            File.WriteAllBytes(group.Key.Path, [.. hasMark ? Mark : [], .. Encoding.UTF8.GetBytes(text)]);
            changed.Add((group.Key.Path, count));
        }
        return changed;
    }

    /// <summary>The text with its changes; of two that overlap the first is made, and the next run finds the other.</summary>
    public static (string Text, int Count) Changed(SourceFile file, IEnumerable<Edit> edits)
    {
        var text = new StringBuilder();
        var at = 0;
        var count = 0;
        foreach (var edit in edits.Distinct().OrderBy(edit => edit.Place.Start).ThenBy(edit => edit.Place.Length))
        {
            if (edit.Place.Start < at)
                continue;
            text.Append(file.Text, at, edit.Place.Start - at).Append(edit.Text);
            at = edit.Place.End;
            count++;
        }
        return (text.Append(file.Text, at, file.Text.Length - at).ToString(), count);
    }
}
