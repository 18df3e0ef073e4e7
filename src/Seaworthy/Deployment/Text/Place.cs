namespace Seaworthy.Deployment.Text;

/// <summary>A stretch of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">The offset of the first letter.</param>
/// <param name="Length">How many letters; 0 for a point.</param>
internal readonly record struct Place(SourceFile File, int Start, int Length)
{
    /// <summary>The line of the first letter, from 1.</summary>
    public int Line => File.PositionOf(Start).Line;

    /// <summary>The column of the first letter, from 1.</summary>
    public int Column => File.PositionOf(Start).Column;

    /// <summary>Behind the last letter.</summary>
    public int End => Start + Length;

    /// <summary>What stands there.</summary>
    public string Text => File.Text.Substring(Start, Length);

    /// <summary><c>compose.yaml:21</c>: how messages name another place.</summary>
    public string Short => FormattableString.Invariant($"{File.Path}:{Line}");

    /// <summary>From the start of this to the end of another place in the same file.</summary>
    public Place To(Place other) => File.At(Start, Math.Max(other.End - Start, 0));
}
