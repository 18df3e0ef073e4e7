namespace Seaworthy.Run.Bridge.Framing;

/// <summary>Where the lines of a pipe go. Called by one reader, one line at a time; must not block.</summary>
internal interface ILineSink
{
    /// <summary>A whole line without its line end, never empty. The memory is the reader's: it is good until the call returns.</summary>
    void OnLine(Span<byte> line);

    /// <summary>A line that was longer than allowed; only its beginning and its end were kept.</summary>
    void OnOversizedLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length);
}
