using System.Globalization;
using System.Text;

namespace Seaworthy.Tests.Init;

/// <summary>Words of a unit's line as systemd.syntax(7) and systemd.service(5) read them: quotes, escapes, specifiers, variables.</summary>
internal static class UnitWords
{
    /// <summary>The words.</summary>
    public static IReadOnlyList<string> Read(string line, bool expandsVariables)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            if (line[at] == ' ')
                at++;
            else
                words.Add(ReadWord(line, ref at, expandsVariables));
        }
        return words;
    }

    private static string ReadWord(string line, ref int at, bool expandsVariables)
    {
        var word = new StringBuilder();
        var quote = line[at] is '"' or '\'' ? line[at++] : '\0';
        for (; at < line.Length && (quote == '\0' ? line[at] != ' ' : line[at] != quote); at++)
        {
            var letter = line[at];
            if (letter == '\\')
                word.Append(ReadEscape(line, ref at));
            else if (letter == '%' || (letter == '$' && expandsVariables))
                word.Append(line[++at] == letter ? letter : throw new FormatException($"{letter}{line[at]} is expanded."));
            else
                word.Append(letter);
        }
        if (quote != '\0')
            at = at < line.Length && (at + 1 == line.Length || line[at + 1] == ' ') ? at + 1 : throw new FormatException("A quote is not closed, or something follows it.");
        return word.ToString();
    }

    private static char ReadEscape(string line, ref int at)
    {
        var next = line[++at];
        if (next is '\\' or '"' or '\'')
            return next;
        if (next != 'u')
            throw new FormatException($"\\{next} is no escape that is written here.");
        at += 4;
        return (char)int.Parse(line.AsSpan(at - 3, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
