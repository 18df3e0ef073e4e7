using System.Text;

namespace Seaworthy.Deployment.Compose;

/// <summary>Expands <c>$NAME</c> and <c>${NAME:-x}</c> as Compose does; <c>$$</c> is a dollar sign.</summary>
internal static class Interpolation
{
    // A file of nothing but variables, each as long as a file may be, would fill any memory. No rule looks at values of this length.
    private const int Longest = 1024;

    /// <summary>The text with its variables filled in; one that nobody sets is empty, as Compose has it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lookup">The value of a variable; null when it is not set.</param>
    /// <param name="depth">How many defaults this stands in.</param>
    public static string Expand(string text, Func<string, string?> lookup, int depth = 0)
    {
        if (depth > 8 || !text.Contains('$', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder();
        var added = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == '$')
            {
                result.Append('$');
                i++;
            }
            else if (text[i + 1] == '{' && Close(text, i + 1) is > 0 and var close)
            {
                Append(result, Braced(text[(i + 2)..close], lookup, depth), ref added);
                i = close;
            }
            else if (NameLength(text.AsSpan(i + 1)) is > 0 and var length)
            {
                Append(result, lookup(text.Substring(i + 1, length)), ref added);
                i += length;
            }
            else
            {
                result.Append('$');
            }
        }
        return result.ToString();
    }

    private static void Append(StringBuilder result, string? value, ref int added)
    {
        added += value?.Length ?? 0;
        if (added <= Longest)
            result.Append(value);
    }

    private static string? Braced(string inside, Func<string, string?> lookup, int depth)
    {
        var length = NameLength(inside);
        var value = lookup(inside[..length]);
        var rest = inside.AsSpan(length);
        if (rest.IsEmpty)
            return value;
        var colon = rest[0] == ':';
        if (colon)
            rest = rest[1..];
        var word = rest.Length > 1 ? rest[1..].ToString() : "";
        var present = value is not null && !(colon && value.Length == 0);
        return rest.IsEmpty ? value : rest[0] switch
        {
            '-' => present ? value : Expand(word, lookup, depth + 1),
            '+' => present ? Expand(word, lookup, depth + 1) : "",
            _ => value,
        };
    }

    private static int Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] == '{')
                depth++;
            else if (text[i] == '}' && --depth == 0)
                return i;
        }
        return -1;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_'))
            length++;
        return length;
    }
}
