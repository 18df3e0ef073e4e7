using System.Text;

namespace Seaworthy.Run.Upstream;

/// <summary>
/// Cuts a server's event stream (WHATWG HTML, section 9.2) into pieces that end where an event ends, so that something may be
/// said in between, and a stream that breaks in the middle of an event leaves no half of it at the client. No byte is
/// changed, and nothing waits for longer than its event, which no client acts on before its end.
/// </summary>
/// <param name="room">An event that has no room here is passed on in pieces, unread.</param>
/// <param name="onMessage">Called with the data of each event.</param>
internal sealed class EventScanner(HeldRoom room, Action<ReadOnlySpan<byte>> onMessage)
{
    private const int InitialSize = HeldRoom.Free;

    private byte[] _buffer = new byte[InitialSize];
    private int _filled;
    private int _lineStart;
    private int _searched;
    private int _ready;
    private bool _hasFields;
    private bool _afterCarriageReturn;
    private bool _isTooLong;

    /// <summary>An event had an id: the client can resume the stream, and a server may end it for that reason.</summary>
    public bool IsResumable { get; private set; }

    /// <summary>A piece of an event that was too long has been passed on, but not its end.</summary>
    public bool IsInsideEvent => _isTooLong;

    /// <summary>An event was too long to be read: whatever it was has been passed on.</summary>
    public bool HasPassedUnread { get; private set; }

    /// <summary>What may be passed on.</summary>
    public ReadOnlyMemory<byte> Ready => _buffer.AsMemory(0, _ready);

    /// <summary>What the stream ended with, after the last whole event.</summary>
    public ReadOnlyMemory<byte> Rest => _buffer.AsMemory(_ready, _filled - _ready);

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            return _buffer.AsMemory(_filled);
        }
    }

    /// <summary>So many bytes were put where <see cref="Free"/> was.</summary>
    public void Add(int count)
    {
        _filled += count;
        while (NextLine() is { } end)
            EndLine(end);
        if (room.TryResize(_filled - _ready))
            return;
        _isTooLong = HasPassedUnread = true;
        _ready = _filled;
    }

    /// <summary><see cref="Ready"/> was passed on.</summary>
    public void Sent()
    {
        _buffer.AsSpan(_ready, _filled - _ready).CopyTo(_buffer);
        _filled -= _ready;
        _searched = Math.Max(0, _searched - _ready);
        // Negative inside a line of which the beginning is gone: it is not empty, and is never read.
        _lineStart -= _ready;
        _ready = 0;
    }

    /// <summary>Where the line ends that begins at <see cref="_lineStart"/>; null when that is not known yet.</summary>
    private int? NextLine()
    {
        if (_afterCarriageReturn && _lineStart < _filled)
        {
            // The line feed of a CR LF whose CR was taken for the end already.
            _afterCarriageReturn = false;
            if (_buffer[_lineStart] == (byte)'\n')
            {
                _searched = ++_lineStart;
                if (!_hasFields)
                    _ready = _lineStart;
            }
        }
        var found = _buffer.AsSpan(_searched, _filled - _searched).IndexOfAny((byte)'\r', (byte)'\n');
        if (found < 0)
        {
            _searched = _filled;
            return null;
        }
        return _searched + found;
    }

    private void EndLine(int end)
    {
        var isEmpty = end == _lineStart;
        var isComment = !isEmpty && _lineStart >= 0 && _buffer[_lineStart] == (byte)':';
        _afterCarriageReturn = _buffer[end] == (byte)'\r';
        _lineStart = _searched = end + 1;
        if (isEmpty)
        {
            if (_hasFields && !_isTooLong)
                ReadEvent(_buffer.AsSpan(_ready, end - _ready));
            _hasFields = _isTooLong = false;
        }
        else if (!isComment)
        {
            _hasFields = true;
        }
        if (!_hasFields)
            _ready = _lineStart;
    }

    private void ReadEvent(ReadOnlySpan<byte> lines)
    {
        ReadOnlySpan<byte> data = default;
        var parts = 0;
        foreach (var range in lines.SplitAny((byte)'\r', (byte)'\n'))
        {
            var line = lines[range];
            if (line.StartsWith("id:"u8) && Value(line["id:"u8.Length..]).Length > 0)
                IsResumable = true;
            if (!line.StartsWith("data:"u8))
                continue;
            var value = Value(line["data:"u8.Length..]);
            // More than one line of data is rare: only then is anything copied.
            data = parts++ == 0 ? value : Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(data)}\n{Encoding.UTF8.GetString(value)}");
        }
        if (data.Length > 0)
            onMessage(data);
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> afterColon) => afterColon is [(byte)' ', ..] ? afterColon[1..] : afterColon;
}
