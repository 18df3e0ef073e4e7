namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>Splits text at white space outside quotes; quotes and escapes stay in the words.</summary>
internal static class RawWords
{
    /// <summary>Where each word starts, and its length.</summary>
    public static List<(int Start, int Length)> Split(string text, char escape)
    {
        var words = new List<(int, int)>();
        var start = -1;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (start >= 0)
                    words.Add((start, i - start));
                start = -1;
                continue;
            }
            if (start < 0)
                start = i;
            if (c == escape && quote != '\'')
                i++;
            else if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
        }
        if (start >= 0)
            words.Add((start, text.Length - start));
        return words;
    }
}
