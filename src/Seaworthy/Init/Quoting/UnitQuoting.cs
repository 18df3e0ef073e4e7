using System.Globalization;
using System.Text;

namespace Seaworthy.Init.Quoting;

/// <summary>Values in a systemd unit.</summary>
internal sealed class UnitQuoting : IQuoting
{
    /// <summary>A setting that is taken as it is written, but for specifiers; one line.</summary>
    public static string Quote(string value)
    {
        if (value.Any(char.IsControl) || value.EndsWith('\\') || value != value.Trim())
            throw new ArgumentException("A line of a unit holds neither a control character nor spaces around it, and a backslash at its end would join the next.", nameof(value));
        return value.Replace("%", "%%", StringComparison.Ordinal);
    }

    /// <summary>Words of ExecStart=, where variables are expanded as well.</summary>
    public static string Quote(IReadOnlyList<string> words) => string.Join(' ', words.Select(word => Word(word.Replace("$", "$$", StringComparison.Ordinal))));

    public static string Quote(Assignment assignment) => Word($"{PlainName.Of(assignment.Name)}={assignment.Value}");

    private static string Word(string word)
    {
        if (word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '/' or ':' or '-' or '=' or ','))
            return word;
        var quoted = new StringBuilder("\"");
        foreach (var letter in word)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (letter == '%')
                quoted.Append("%%");
            else if (char.IsControl(letter))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                quoted.Append(letter);
        }
        return quoted.Append('"').ToString();
    }
}
