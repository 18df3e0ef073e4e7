using System.Text.RegularExpressions;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>
/// The part of TOML that says what a project is: tables, and keys with a string. What it does not understand it skips, so that a
/// file is never refused for something that does not matter here.
/// </summary>
internal sealed partial class Toml
{
    private readonly List<(string Table, string Key, Located Value)> _entries = [];

    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    public Toml(SourceFile file)
    {
        var table = "";
        for (var line = 1; line <= file.LineCount; line++)
        {
            var place = file.PlaceOfLine(line);
            if (Table().Match(place.Text) is { Success: true } header)
                _tables.Add(table = header.Groups["name"].Value.Replace("\"", "", StringComparison.Ordinal).Trim());
            else if (Entry().Match(place.Text) is { Success: true } entry)
                _entries.Add((table, Unquote(entry.Groups["key"].Value), new(Unescape(entry.Groups["value"].Value, entry.Groups["value"].Value[0]), place)));
        }
    }

    /// <summary>Whether a table is there.</summary>
    public bool Has(string table) => _tables.Contains(table);

    /// <summary>The string of a key in a table, and its line.</summary>
    public Located? Find(string table, string key) => _entries.FirstOrDefault(entry => entry.Table == table && entry.Key == key).Value;

    /// <summary>Every key with a string in a table.</summary>
    public IEnumerable<(string Key, Located Value)> All(string table) => _entries.Where(entry => entry.Table == table).Select(entry => (entry.Key, entry.Value));

    private static string Unquote(string key) => key.Trim('"', '\'');

    private static string Unescape(string quoted, char quote)
    {
        var text = quoted[1..^1];
        return quote == '\'' ? text : text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }

    [GeneratedRegex("""\A\[{1,2}\s*(?<name>[^\[\]]+?)\s*\]{1,2}""")]
    private static partial Regex Table();

    // An inline table { text = "MIT" } counts by its first string.
    [GeneratedRegex("""\A(?<key>[A-Za-z0-9_-]+|"[^"]+"|'[^']+')\s*=\s*(?:\{[^"'}]*=\s*)?(?<value>"(?:[^"\\]|\\.)*"|'[^']*')""")]
    private static partial Regex Entry();
}
