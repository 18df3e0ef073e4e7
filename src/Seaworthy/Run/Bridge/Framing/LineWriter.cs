using System.Threading.Channels;

namespace Seaworthy.Run.Bridge.Framing;

/// <summary>
/// Writes lines to a pipe, from any thread, in order, never blocking the caller: whatever came together goes out in
/// one write. A write costs a system call and wakes the worker; under load many lines share one.
/// </summary>
internal sealed class LineWriter(Stream pipe)
{
    private const int LargestKeptBuffer = 1 << 20;

    /// <summary>Bytes that may wait for a worker that does not read: a stuck one must not take our memory.</summary>
    public const int MaxPending = 64 << 20;

    private readonly Lock _gate = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private byte[] _pending = new byte[4096];
    private byte[] _spare = new byte[4096];
    private int _length;
    private bool _completed;

    /// <summary>Bytes that wait for the worker to read.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    /// <summary>Whether no more lines are taken.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (_gate)
                return _completed;
        }
    }

    /// <summary>
    /// Appends a line of <paramref name="length"/> bytes that <paramref name="fill"/> writes; the line end is added here.
    /// False when the pipe is closed, or when <see cref="MaxPending"/> bytes would wait.
    /// </summary>
    public bool TryWrite<TState>(int length, TState state, SpanFill<TState> fill)
        where TState : allows ref struct
    {
        bool wake;
        lock (_gate)
        {
            if (_completed || (_length > 0 && _length + (long)length > MaxPending))
                return false;
            wake = _length == 0;
            if (_pending.Length - _length <= length)
                Array.Resize(ref _pending, checked((int)Math.Max(_pending.Length * 2L, _length + length + 1L)));
            fill(_pending.AsSpan(_length, length), state);
            _length += length;
            _pending[_length++] = (byte)'\n';
        }
        if (wake)
            _wake.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Appends a line.</summary>
    public bool TryWrite(ReadOnlySpan<byte> line) => TryWrite(line.Length, line, static (output, line) => line.CopyTo(output));

    /// <summary>Takes no more lines; what was taken is still written, then the pipe is closed.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_completed)
                return;
            _completed = true;
        }
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Writes until <see cref="Complete"/>, or until the reader's end is gone.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await TakeAsync().ConfigureAwait(false) is { } batch)
                await pipe.WriteAsync(batch).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // EPIPE: the worker is gone or has closed its stdin. Its exit, not this, decides what happens to the calls.
            Complete();
        }
        finally
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> TakeAsync()
    {
        while (true)
        {
            await _wake.Reader.ReadAsync().ConfigureAwait(false);
            lock (_gate)
            {
                if (_length > 0)
                {
                    (_pending, _spare) = (_spare.Length > LargestKeptBuffer ? new byte[4096] : _spare, _pending);
                    var batch = _spare.AsMemory(0, _length);
                    _length = 0;
                    if (_completed)
                        _wake.Writer.TryWrite(true);
                    return batch;
                }
                if (_completed)
                    return null;
            }
        }
    }
}
