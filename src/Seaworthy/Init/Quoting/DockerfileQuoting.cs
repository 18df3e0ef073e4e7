using System.Text;

namespace Seaworthy.Init.Quoting;

/// <summary>Values in a Dockerfile.</summary>
internal sealed class DockerfileQuoting : IQuoting
{
    /// <summary>A value of LABEL or ENV, in double quotes: there <c>$</c> is a variable, and no letter stands for a line end.</summary>
    public static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
        {
            if (char.IsControl(letter))
                throw new ArgumentException("A Dockerfile has no way to write a control character.", nameof(value));
            if (letter is '"' or '\\' or '$')
                quoted.Append('\\');
            quoted.Append(letter);
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>The exec form: the builder expands nothing in it, and no shell reads it.</summary>
    public static string Quote(IReadOnlyList<string> words) => JsonWords.Quote(words);

    public static string Quote(Assignment assignment) => $"{PlainName.Of(assignment.Name)}={(IsPlain(assignment.Value) ? assignment.Value : Quote(assignment.Value))}";

    private static bool IsPlain(string value) => value.Length > 0 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '/' or ':' or '-');
}
