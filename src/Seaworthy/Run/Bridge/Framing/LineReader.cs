namespace Seaworthy.Run.Bridge.Framing;

/// <summary>
/// Cuts a pipe into lines: partial ones, several in one read, LF or CRLF, up to a size beyond which the line is dropped and
/// the next one is read as usual.
/// </summary>
internal sealed class LineReader(long maxLine)
{
    /// <summary>Pipes on Linux hold 64 KiB: one read empties a full one.</summary>
    private const int InitialBuffer = 64 * 1024;

    /// <summary>How much of an oversized line is kept at either end, to find out which call it answered.</summary>
    private const int KeptOfOversized = 4 * 1024;

    private byte[] _buffer = new byte[InitialBuffer];
    private int _filled;
    private int _searched;
    private long _oversized;
    private byte[] _head = [];

    /// <summary>Reads until the pipe ends. A last line without a line end counts.</summary>
    public async Task RunAsync(Stream pipe, ILineSink sink, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(_buffer.AsMemory(_filled), cancellation).ConfigureAwait(false);
            if (read == 0)
                break;
            _filled += read;
            TakeLines(sink);
        }
        if (_filled > 0)
            EndLine(_buffer.AsSpan(0, _filled), sink);
        _filled = 0;
    }

    private void TakeLines(ILineSink sink)
    {
        var start = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_searched, _filled - _searched).IndexOf((byte)'\n');
            if (newline < 0)
                break;
            var end = _searched + newline;
            EndLine(_buffer.AsSpan(start, end - start), sink);
            start = _searched = end + 1;
        }
        KeepRest(start);
    }

    private void KeepRest(int start)
    {
        var rest = _filled - start;
        if (start > 0 && rest > 0)
            _buffer.AsSpan(start, rest).CopyTo(_buffer);
        (_filled, _searched) = (rest, rest);
        if (_oversized > 0 || rest > maxLine)
            DropAllButTheTail();
        else if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
        else if (_filled == 0 && _buffer.Length > InitialBuffer * 16)
            _buffer = new byte[InitialBuffer];
    }

    private void DropAllButTheTail()
    {
        if (_oversized == 0)
            _head = _buffer.AsSpan(0, Math.Min(_filled, KeptOfOversized)).ToArray();
        var dropped = Math.Max(0, _filled - KeptOfOversized);
        _oversized += dropped;
        _buffer.AsSpan(dropped, _filled - dropped).CopyTo(_buffer);
        _filled = _searched = _filled - dropped;
        if (_buffer.Length > InitialBuffer)
            Array.Resize(ref _buffer, InitialBuffer);
    }

    private void EndLine(Span<byte> line, ILineSink sink)
    {
        if (_oversized > 0 || line.Length > maxLine)
        {
            var head = _oversized > 0 ? _head : line[..Math.Min(line.Length, KeptOfOversized)];
            sink.OnOversizedLine(head, line[Math.Max(0, line.Length - KeptOfOversized)..], _oversized + line.Length);
            _oversized = 0;
            _head = [];
            return;
        }
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        if (!line.IsEmpty)
            sink.OnLine(line);
    }
}
