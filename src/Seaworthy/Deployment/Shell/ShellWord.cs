using System.Buffers;

namespace Seaworthy.Deployment.Shell;

/// <summary>A word of a shell text.</summary>
/// <param name="Text">Without quotes.</param>
/// <param name="Start">Its offset in the text, quotes included.</param>
/// <param name="Length">Its length, quotes included.</param>
/// <param name="IsQuoted">Whether any of it stood in quotes.</param>
internal readonly record struct ShellWord(string Text, int Start, int Length, bool IsQuoted)
{
    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Whether it sets a variable.</summary>
    public bool IsAssignment
    {
        get
        {
            var equals = Text.IndexOf('=', StringComparison.Ordinal);
            return equals > 0 && (char.IsAsciiLetter(Text[0]) || Text[0] == '_')
                && Text.AsSpan(0, equals).IndexOfAnyExcept(NameLetters) < 0;
        }
    }
}
