using System.Globalization;
using System.Text.RegularExpressions;

namespace Seaworthy.Tests.Init.Writing;

/// <summary>Applies a unified diff strictly: every line that it names must be there.</summary>
internal static partial class Patch
{
    /// <summary>The files that it changes, as they are afterwards.</summary>
    public static Dictionary<string, string> Apply(string diff, IReadOnlyDictionary<string, string> files)
    {
        var results = new Dictionary<string, string>();
        foreach (var part in FileStart().Split(diff).Where(part => part.Length > 0))
        {
            var lines = part.TrimEnd('\n').Split('\n');
            var (before, after) = (lines[0], lines[1]["+++ b/".Length..]);
            var old = before == "/dev/null" ? [] : files[before["a/".Length..]].TrimEnd('\n').Split('\n');
            results[after] = string.Concat(Apply(lines[2..], old).Select(line => line + "\n"));
        }
        return results;
    }

    private static List<string> Apply(string[] diff, string[] old)
    {
        var (result, at) = (new List<string>(), 0);
        foreach (var line in diff)
        {
            if (Hunk().Match(line) is { Success: true } hunk)
            {
                var start = int.Parse(hunk.Groups[1].Value, CultureInfo.InvariantCulture) - (hunk.Groups[2].Value == "0" ? 0 : 1);
                result.AddRange(old[at..start]);
                at = start;
                continue;
            }
            if (line[0] != '+')
                Assert.Equal(old[at++], line[1..]);
            if (line[0] != '-')
                result.Add(line[1..]);
        }
        result.AddRange(old[at..]);
        return result;
    }

    [GeneratedRegex(@"^--- ", RegexOptions.Multiline)]
    private static partial Regex FileStart();

    [GeneratedRegex(@"^@@ -(\d+),(\d+) \+\d+,\d+ @@$")]
    private static partial Regex Hunk();
}
