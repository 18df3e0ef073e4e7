using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Seaworthy.Init.Quoting;

/// <summary>Values in YAML, of version 1.1 and of 1.2.</summary>
internal sealed partial class YamlQuoting : IQuoting
{
    // What a reader of YAML 1.1 takes for a truth value or nothing.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "on", "off", "true", "false", "null" };

    /// <summary>Plain where it can be nothing but this text, else in double quotes.</summary>
    public static string Quote(string value) => (Plain().IsMatch(value) && !Words.Contains(value)) || Quantity().IsMatch(value) ? value : DoubleQuoted(value);

    /// <summary>A list in one line.</summary>
    public static string Quote(IReadOnlyList<string> words) => $"[{string.Join(", ", words.Select(DoubleQuoted))}]";

    public static string Quote(Assignment assignment) => $"{PlainName.Of(assignment.Name)}: {Quote(assignment.Value)}";

    private static string DoubleQuoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            // Beside control characters those that YAML takes for line ends, and the byte order mark.
            else if (char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                quoted.Append(letter);
        }
        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"\A(?:[A-Za-z/]|\.\./)(?:[A-Za-z0-9._/-]|:(?=[A-Za-z0-9/]))*\z")]
    private static partial Regex Plain();

    // 30s, 250m, 512Mi: a unit that is no exponent makes it text.
    [GeneratedRegex(@"\A[0-9]+(?:ms|s|m|K|M|G|Ki|Mi|Gi)\z")]
    private static partial Regex Quantity();
}
