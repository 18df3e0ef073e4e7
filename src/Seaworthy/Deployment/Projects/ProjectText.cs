using System.Globalization;
using System.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>Fills properties into a text, as far as that takes no build.</summary>
internal static class ProjectText
{
    // A property that doubles another one, twenty times, would fill any memory. Nothing that is looked for is this long.
    private const int Longest = 1024;

    /// <summary>The text; null when only a build knows it: for items, metadata, functions, and properties that nobody here sets.</summary>
    /// <param name="raw">As it is written.</param>
    /// <param name="lookup">The value of a property; null when nobody knows it.</param>
    public static string? Expand(string raw, Func<string, string?> lookup)
    {
        var result = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] is '@' or '%' && i + 1 < raw.Length && raw[i + 1] == '(')
                return null;
            if (raw[i] == '$' && i + 1 < raw.Length && raw[i + 1] == '(')
            {
                var end = raw.IndexOf(')', i);
                if (end < 0 || !IsName(raw.AsSpan(i + 2, end - i - 2)) || lookup(raw[(i + 2)..end]) is not { } value)
                    return null;
                result.Append(value);
                i = end;
            }
            else if (raw[i] == '%' && i + 2 < raw.Length && byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append((char)code);
                i += 2;
            }
            else
            {
                result.Append(raw[i]);
            }
            if (result.Length > Longest)
                return null;
        }
        return result.ToString().Trim();
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))
                return false;
        }
        return text.Length > 0;
    }
}
