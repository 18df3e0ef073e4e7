namespace Seaworthy.Commands.Help;

/// <summary>Writes text that fits 100 columns: paragraphs, headings, and two columns.</summary>
internal sealed class HelpWriter(TextWriter output)
{
    /// <summary>The widest line.</summary>
    public const int Width = 100;

    private const string Indent = "  ";

    /// <summary>Text that may take several lines.</summary>
    public void Paragraph(string text)
    {
        foreach (var line in Wrap(text, Width))
            output.WriteLine(line);
    }

    /// <summary>A heading, with an empty line above it.</summary>
    public void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine($"{text}:");
    }

    /// <summary>One indented line that is never broken: something to copy.</summary>
    public void Line(string text) => output.WriteLine(Indent + text);

    /// <summary>Two columns; the right one may take several lines and starts behind <paramref name="column"/> letters.</summary>
    public void Columns(string left, string right, int column)
    {
        foreach (var line in Wrap(right, Width - Indent.Length - column))
        {
            output.WriteLine((Indent + left.PadRight(column) + line).TrimEnd());
            left = "";
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line += line.Length > 0 ? $" {word}" : word;
        }
        yield return line;
    }
}
