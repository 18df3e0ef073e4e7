using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Check;

/// <summary>Makes changes that keep comments and formatting.</summary>
internal static class Insertion
{
    /// <summary>A setting as a new line in front of a map's first entry, as deep as that entry; none in a map on one line.</summary>
    public static IEnumerable<Edit> IntoMap(MapNode map, string setting)
    {
        if (map.Entries.Count == 0 || map.Place.Text.StartsWith('{'))
            return [];
        var first = map.Entries.Where(entry => entry.KeyPlace.File == map.Place.File && entry.KeyPlace.Start >= map.Place.Start).MinBy(entry => entry.KeyPlace.Start);
        if (first is null)
            return [];
        var start = first.KeyPlace.File.StartOfLine(first.KeyPlace.Line);
        var before = first.KeyPlace.File.Text[start..first.KeyPlace.Start];
        var end = first.KeyPlace.File.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = setting.Split('\n');
        var indent = new string(' ', before.Length);
        // In a list the first entry stands behind a dash: the new one takes its place, and it moves below.
        return [new(first.KeyPlace with { Length = 0 }, string.Join(end + indent, lines) + end + indent)];
    }

    /// <summary>A line in front of another one, as deep as it.</summary>
    public static Edit Before(Place place, string text)
    {
        var start = place.File.StartOfLine(place.Line);
        var line = place.File.Line(place.Line);
        var indent = line[..(line.Length - line.TrimStart().Length)];
        var end = place.File.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return new(place.File.At(start, 0), indent + text + end);
    }
}
