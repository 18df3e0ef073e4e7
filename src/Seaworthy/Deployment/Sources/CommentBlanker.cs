namespace Seaworthy.Deployment.Sources;

/// <summary>Puts spaces in place of comments, so that offsets stay and commented code is no code.</summary>
internal static class CommentBlanker
{
    /// <summary>The text with its comments blank.</summary>
    /// <param name="text">Source code.</param>
    /// <param name="hash">Whether <c>#</c> opens a comment, as in Python; otherwise <c>//</c> and <c>/* */</c>.</param>
    public static string Blank(string text, bool hash)
    {
        var letters = text.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            var c = letters[i];
            if (c is '"' or '\'' or '`')
                i = EndOfString(letters, i, hash);
            else if (hash ? c == '#' : c == '/' && i + 1 < letters.Length && letters[i + 1] == '/')
                i = Clear(letters, i, Line(letters, i));
            else if (!hash && c == '/' && i + 1 < letters.Length && letters[i + 1] == '*')
                i = Clear(letters, i, Block(letters, i));
        }
        return new string(letters);
    }

    private static int EndOfString(char[] letters, int start, bool triple)
    {
        var quote = letters[start];
        if (triple && start + 2 < letters.Length && letters[start + 1] == quote && letters[start + 2] == quote)
        {
            for (var i = start + 3; i + 2 < letters.Length; i++)
            {
                if (letters[i] == quote && letters[i + 1] == quote && letters[i + 2] == quote)
                    return i + 2;
            }
            return letters.Length;
        }
        for (var i = start + 1; i < letters.Length; i++)
        {
            if (letters[i] == '\\')
                i++;
            else if (letters[i] == quote)
                return i;
            // A quote that no line closes was an apostrophe, or stood in a regular expression.
            else if (letters[i] == '\n' && quote != '`')
                return start;
        }
        return start;
    }

    private static int Line(char[] letters, int start)
    {
        var end = Array.IndexOf(letters, '\n', start);
        return end < 0 ? letters.Length : end;
    }

    private static int Block(char[] letters, int start)
    {
        for (var i = start + 2; i + 1 < letters.Length; i++)
        {
            if (letters[i] == '*' && letters[i + 1] == '/')
                return i + 2;
        }
        return letters.Length;
    }

    private static int Clear(char[] letters, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (letters[i] is not ('\n' or '\r'))
                letters[i] = ' ';
        }
        return end - 1;
    }
}
