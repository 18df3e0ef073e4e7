using System.Globalization;
using System.Text;

namespace Seaworthy.Init.Quoting;

/// <summary>Words as an array of JSON strings in one line: the exec form of a Dockerfile.</summary>
internal static class JsonWords
{
    /// <summary>The array.</summary>
    public static string Quote(IReadOnlyList<string> words) => $"[{string.Join(", ", words.Select(Quote))}]";

    private static string Quote(string word)
    {
        var json = new StringBuilder("\"");
        foreach (var letter in word)
        {
            if (letter is '"' or '\\')
                json.Append('\\').Append(letter);
            else if (char.IsControl(letter) || letter is '\u2028' or '\u2029')
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                json.Append(letter);
        }
        return json.Append('"').ToString();
    }
}
