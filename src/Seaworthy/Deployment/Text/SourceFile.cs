namespace Seaworthy.Deployment.Text;

/// <summary>A text file that was read whole, with its lines known. Nothing in it is ever changed.</summary>
internal sealed class SourceFile
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>Takes a text.</summary>
    /// <param name="path">As people see it: from where they stand, with forward slashes.</param>
    /// <param name="text">All of it.</param>
    public SourceFile(string path, string text)
    {
        (Path, Text) = (path, text);
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
            _lineStarts.Add(i + 1);
    }

    /// <summary>As people see it.</summary>
    public string Path { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>How many lines there are; an empty last line counts.</summary>
    public int LineCount => _lineStarts.Count;

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder, without a slash at its end; empty for the folder in which people stand.</summary>
    public string Folder => Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";

    /// <summary>The file as a whole: its first letter.</summary>
    public Place Start => new(this, 0, 0);

    /// <summary>Line and column of an offset, both from 1.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        var found = _lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>Where a line starts; lines count from 1.</summary>
    public int StartOfLine(int line) => _lineStarts[Math.Clamp(line, 1, LineCount) - 1];

    /// <summary>The text of a line, without its end.</summary>
    public string Line(int line)
    {
        var start = StartOfLine(line);
        var end = line < LineCount ? _lineStarts[line] - 1 : Text.Length;
        return Text[start..end].TrimEnd('\r');
    }

    /// <summary>A stretch of the text, cut to what exists.</summary>
    public Place At(int start, int length)
    {
        start = Math.Clamp(start, 0, Text.Length);
        return new(this, start, Math.Clamp(length, 0, Text.Length - start));
    }

    /// <summary>A line without the white space around it.</summary>
    public Place PlaceOfLine(int line)
    {
        var text = Line(line);
        var indent = text.Length - text.TrimStart().Length;
        return At(StartOfLine(line) + indent, text.Trim().Length);
    }
}
