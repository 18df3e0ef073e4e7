using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Seaworthy.Init.Quoting;

/// <summary>
/// A text that looks like the file it becomes. Every hole is quoted for the file's language; what stands outside the holes is
/// ours. A hole with another text of the language, alone on its line, takes that line's indentation; an empty one takes the
/// line away.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Text<TQuoting>
    where TQuoting : IQuoting
{
    private readonly StringBuilder _text;
    private bool _dropsLineEnd;

    /// <summary>Called by the compiler.</summary>
    public Text(int literalLength, int formattedCount) => _text = new(literalLength + 16 * formattedCount);

    /// <summary>Whether nothing stands in it.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Nothing.</summary>
    public static Text<TQuoting> Empty { get; } = new(0, 0);

    /// <summary>The block when a condition holds; else nothing.</summary>
    public static Text<TQuoting> When(bool condition, Text<TQuoting> block) => condition ? block : Empty;

    /// <summary>Blocks below each other.</summary>
    public static Text<TQuoting> Join(IEnumerable<Text<TQuoting>> blocks)
    {
        var joined = new Text<TQuoting>(0, 0);
        joined._text.AppendJoin('\n', blocks.Where(block => !block.IsEmpty).Select(block => block.ToString()));
        return joined;
    }

    /// <summary>What stands between holes.</summary>
    public void AppendLiteral(string literal)
    {
        _text.Append(_dropsLineEnd && literal.StartsWith('\n') ? literal.AsSpan(1) : literal);
        _dropsLineEnd = false;
    }

    /// <summary>A value.</summary>
    public void AppendFormatted(string value) => _text.Append(TQuoting.Quote(value));

    /// <summary>A number, which is the same in every language.</summary>
    public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The words of a command.</summary>
    public void AppendFormatted(IReadOnlyList<string> words) => _text.Append(TQuoting.Quote(words));

    /// <summary>A variable with its value.</summary>
    public void AppendFormatted(Assignment assignment) => _text.Append(TQuoting.Quote(assignment));

    /// <summary>A name that was read strictly, and holds nothing that any language would read as its own.</summary>
    public void AppendFormatted(PlainName name) => _text.Append(name.Value);

    /// <summary>What <c>COPY</c> takes from the context, and where it goes.</summary>
    public void AppendFormatted(CopiedPaths paths) => _text.Append(paths.Quote());

    /// <summary>A command of <c>RUN</c>.</summary>
    public void AppendFormatted(RunWords words) => _text.Append(words.Quote());

    /// <summary>A part of the same language.</summary>
    public void AppendFormatted(Text<TQuoting> block)
    {
        var line = LineSoFar();
        if (!string.IsNullOrWhiteSpace(line) || (line.Length == 0 && _text.Length > 0 && _text[^1] != '\n'))
        {
            _text.Append(block._text);
            return;
        }
        if (block.IsEmpty)
        {
            _text.Length -= line.Length;
            _dropsLineEnd = true;
            return;
        }
        // Where its last lines were taken away, the line end before them is left over.
        _text.AppendJoin('\n', block.ToString().TrimEnd('\n').Split('\n').Select((text, i) => i == 0 || text.Length == 0 ? text : line + text));
    }

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();

    private string LineSoFar()
    {
        var start = _text.Length;
        while (start > 0 && _text[start - 1] != '\n')
            start--;
        return _text.ToString(start, _text.Length - start);
    }
}
