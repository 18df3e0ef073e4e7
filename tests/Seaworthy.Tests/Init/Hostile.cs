namespace Seaworthy.Tests.Init;

/// <summary>Texts that some language of deployment files reads something into.</summary>
internal static class Hostile
{
    private static readonly string[] Pieces =
    [
        "\"", "'", "\\", "$", "${HOME}", "$(id)", "`id`", "%", "%h", "%%", "#", " #", ": ", ":", "- ", "-", "--", "!", "!!python/object", "&a", "*a", "|", ">", "@", "{", "}", "[", "]", ",",
        "?", "*", "~", "null", "true", "no", "012", "1e3", "0x1F", ".inf", "2001-01-01", "<<EOF", "\\n", "\\", " ", "  ", "\u00e9", "\u65e5\u672c", "\ud83d\ude80", "\u200f", "\u2028", "\u0085", "\ufeff",
        "a", "b", "server", ".js", "/", "..", ";", "&&", "=", "+", "^", "(", ")", "<", "\u00a0",
    ];

    private static readonly string[] LineBreaks = ["\n", "\r", "\t", "\0", "\u001b[2J", "\n- privileged: true", "\nUSER 0"];

    /// <summary>A text of one line.</summary>
    public static string Line(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    /// <summary>A text with anything in it.</summary>
    public static string Text(Random random) => Line(random) + (random.Next(2) == 0 ? LineBreaks[random.Next(LineBreaks.Length)] + Line(random) : "");

    /// <summary>The name of a file: everything but a slash and a zero byte is one to Linux; control characters are refused elsewhere.</summary>
    public static string FileName(Random random)
    {
        var name = string.Concat(Line(random).Where(letter => letter is not '/' && !char.IsControl(letter)));
        return name.Trim('.').Length == 0 ? "x" : name;
    }
}
