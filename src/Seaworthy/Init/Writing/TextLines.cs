namespace Seaworthy.Init.Writing;

/// <summary>The lines of a text, each with its end, which the last one may lack. A few bytes for each, beside the text itself.</summary>
internal sealed class TextLines
{
    private readonly string _text;
    private readonly List<int> _ends = [];

    /// <summary>Finds them.</summary>
    public TextLines(string text)
    {
        _text = text;
        for (var end = 0; end < text.Length;)
        {
            end = text.IndexOf('\n', end) is >= 0 and var found ? found + 1 : text.Length;
            _ends.Add(end);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _ends.Count;

    /// <summary>One of them.</summary>
    public ReadOnlySpan<char> this[int line] => _text.AsSpan((line == 0 ? 0 : _ends[line - 1]).._ends[line]);
}
