using System.Text;

namespace Seaworthy.Commands.Parsing;

/// <summary>Arguments as a person would type them.</summary>
internal static class Shell
{
    private const string Plain = "-_./:=@%+,";

    /// <summary>The argument, in single quotes when a shell would take it apart.</summary>
    public static string Quote(string argument) => argument.Length > 0 && argument.All(IsPlain)
        ? argument
        : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Words with quotes and backslashes as a shell reads them, and nothing else of a shell; null when a quote is open.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, inWord) = ('\0', false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
                word.Append(text[++i]);
            else if (c == quote)
                quote = '\0';
            else if (quote == '\0' && (c is '\'' or '"'))
                quote = c;
            else if (quote == '\0' && char.IsWhiteSpace(c))
                EndWord();
            else
                word.Append(c);
            inWord |= quote != '\0' || !char.IsWhiteSpace(c);
        }
        EndWord();
        return quote == '\0' ? words : null;

        void EndWord()
        {
            if (inWord)
                words.Add(word.ToString());
            word.Clear();
            inWord = false;
        }
    }

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal);
}
