namespace Seaworthy.Run.Supervision.Output;

/// <summary>
/// The last lines of a flood, in memory that is used again and again: a worker may write millions of lines, and only those
/// before its death are ever read.
/// </summary>
internal sealed class LastLines
{
    /// <summary>Enough for a stack trace's head and the message above it.</summary>
    public const int Kept = 20;

    /// <summary>Bytes of each that are kept.</summary>
    public const int KeptOfEach = 1024;

    private readonly Lock _gate = new();
    private readonly byte[][] _lines = new byte[Kept][];
    private readonly (int Length, bool IsCut)[] _sizes = new (int, bool)[Kept];
    private int _next;
    private int _count;

    public void Add(ReadOnlySpan<byte> line)
    {
        var kept = line[..Math.Min(line.Length, KeptOfEach)];
        lock (_gate)
        {
            if (_lines[_next] is not { } slot || slot.Length < kept.Length)
                _lines[_next] = slot = new byte[Math.Max(kept.Length, 128)];
            kept.CopyTo(slot);
            _sizes[_next] = (kept.Length, kept.Length < line.Length);
            _next = (_next + 1) % Kept;
            _count = Math.Min(_count + 1, Kept);
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_gate)
            return [.. Enumerable.Range(0, _count).Select(index => Text((_next - _count + index + Kept) % Kept))];
    }

    private string Text(int slot)
    {
        var (length, isCut) = _sizes[slot];
        var text = PlainText.Of(_lines[slot].AsSpan(0, length));
        return isCut ? text + "…" : text;
    }
}
