using System.Text;

namespace Seaworthy.Init.Quoting;

/// <summary>Paths in a .dockerignore, whose lines are patterns.</summary>
internal sealed class IgnoreQuoting : IQuoting
{
    public static string Quote(string value)
    {
        var pattern = new StringBuilder();
        foreach (var letter in value)
        {
            if (char.IsControl(letter))
                throw new ArgumentException("A line cannot hold a control character.", nameof(value));
            pattern.Append(letter is '*' or '?' or '[' or '\\' or '!' or '#' ? $"\\{letter}" : letter == ' ' ? "[ ]" : letter.ToString());
        }
        return pattern.ToString();
    }

    public static string Quote(IReadOnlyList<string> words) => string.Join('\n', words.Select(Quote));
}
