using System.Text;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>Text put together from several lines of a file, with the place of every letter still known.</summary>
internal sealed class LogicalText
{
    private readonly SourceFile _file;
    private readonly List<(int Logical, int Source)> _pieces;
    private readonly int _offset;

    private LogicalText(SourceFile file, string text, List<(int Logical, int Source)> pieces, int offset) =>
        (_file, Text, _pieces, _offset) = (file, text, pieces, offset);

    /// <summary>The text without continuations and the comments between them.</summary>
    public string Text { get; }

    /// <summary>Where it is written, from its first to its last letter.</summary>
    public Place Place => At(0, Text.Length);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Text.Length == 0;

    /// <summary>Where a part of the text is written.</summary>
    public Place At(int start, int length)
    {
        var first = SourceOf(start);
        return length == 0 ? _file.At(first, 0) : _file.At(first, SourceOf(start + length - 1) + 1 - first);
    }

    /// <summary>A part of the text, without the white space around it.</summary>
    public LogicalText Slice(int start, int length)
    {
        var part = Text.AsSpan(start, length);
        var lead = length - part.TrimStart().Length;
        part = part.Trim();
        return new(_file, part.ToString(), _pieces, _offset + start + lead);
    }

    /// <summary>The rest from an offset on, without the white space around it.</summary>
    public LogicalText From(int start) => Slice(Math.Min(start, Text.Length), Text.Length - Math.Min(start, Text.Length));

    /// <summary>The text and its place.</summary>
    public Located ToLocated() => new(Text, Place);

    private int SourceOf(int logical)
    {
        logical += _offset;
        var index = _pieces.BinarySearch((logical, int.MaxValue));
        index = Math.Max((index < 0 ? ~index : index) - 1, 0);
        return _pieces[index].Source + logical - _pieces[index].Logical;
    }

    /// <summary>Puts pieces together.</summary>
    public sealed class Builder(SourceFile file)
    {
        private readonly StringBuilder _text = new();
        private readonly List<(int Logical, int Source)> _pieces = [];

        /// <summary>Adds a piece of the file.</summary>
        public void Append(int start, int length)
        {
            _pieces.Add((_text.Length, start));
            _text.Append(file.Text, start, length);
        }

        /// <summary>What was put together, without the white space around it.</summary>
        public LogicalText ToLogicalText()
        {
            if (_pieces.Count == 0)
                _pieces.Add((0, 0));
            return new LogicalText(file, _text.ToString(), _pieces, 0).From(0);
        }
    }
}
