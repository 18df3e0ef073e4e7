using System.Globalization;
using System.Text;

namespace Seaworthy.Run.Supervision.Output;

/// <summary>
/// What a worker wrote, as a line that does nothing but be read: no colours, no cursor movements, no window titles, and no
/// characters that turn the direction of the text.
/// </summary>
internal static class PlainText
{
    private const char Escape = '\e';
    private const char ControlSequence = '\u009b';
    private const char Bell = '\a';

    /// <summary>Decodes and cleans one line.</summary>
    public static string Of(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        return IsPlain(text) ? text : Clean(text);
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (IsHarmful(c))
                return false;
        }
        return true;
    }

    private static string Clean(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c is Escape or ControlSequence)
            {
                at += SequenceLength(text[at..]);
                continue;
            }
            if (!IsHarmful(c))
                clean.Append(c);
            else if (c == '\r')
                clean.Append(' '); // A progress bar that draws over itself.
            else
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            at++;
        }
        return clean.ToString();
    }

    /// <summary>How long the control sequence is that begins here; see ECMA-48, sections 5.3 to 5.6.</summary>
    private static int SequenceLength(ReadOnlySpan<char> text) => text switch
    {
        [ControlSequence, .. var rest] => 1 + ParametersLength(rest),
        [Escape, '[', .. var rest] => 2 + ParametersLength(rest),
        [Escape, ']' or 'P' or 'X' or '^' or '_', .. var rest] => 2 + StringLength(rest),
        [Escape, .. var rest] => 1 + ShortLength(rest),
        _ => 1,
    };

    /// <summary>Parameters and intermediates up to the final character; what does not fit that is text again.</summary>
    private static int ParametersLength(ReadOnlySpan<char> text)
    {
        var final = text.IndexOfAnyExceptInRange(' ', '?');
        return final < 0 ? text.Length : text[final] is >= '@' and <= '~' ? final + 1 : final;
    }

    /// <summary>Intermediates and one final character: a character set, or a saved cursor.</summary>
    private static int ShortLength(ReadOnlySpan<char> text)
    {
        var final = text.IndexOfAnyExceptInRange(' ', '/');
        return final < 0 ? text.Length : text[final] is >= '0' and <= '~' ? final + 1 : final;
    }

    /// <summary>Up to its terminator; a string without one ends at once, so that it cannot swallow the line.</summary>
    private static int StringLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(Bell, Escape);
        if (end < 0)
            return 0;
        return text[end] == Bell ? end + 1 : text[end..] is [_, '\\', ..] ? end + 2 : end;
    }

    private static bool IsHarmful(char c) =>
        (char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
