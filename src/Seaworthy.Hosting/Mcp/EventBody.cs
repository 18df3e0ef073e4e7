namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// The body of a response while the SDK writes to it. The SDK writes an event at a time, so whatever is said between two of
/// its writes stands between two events.
/// </summary>
internal sealed class EventBody(Stream client, TimeProvider time) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _lastWrite = time.GetTimestamp();
    private bool _isClosed;

    /// <summary>How long nothing has been written.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _lastWrite));

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Says something between two events; nothing when the body is closed, or somebody is writing just now.</summary>
    public async Task SayAsync(ReadOnlyMemory<byte> text)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
            return;
        try
        {
            if (_isClosed)
                return;
            Touch();
            await client.WriteAsync(text).ConfigureAwait(false);
            await client.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes nothing more from the SDK; does <paramref name="last"/> after what it is writing just now.</summary>
    public async Task CloseAsync(Func<Task> last)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _isClosed = true;
            await last().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosed)
                return;
            Touch();
            await client.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isClosed)
                await client.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Flush() => client.Flush();

    public override void Write(byte[] buffer, int offset, int count) => client.Write(buffer, offset, count);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Touch() => Interlocked.Exchange(ref _lastWrite, time.GetTimestamp());
}
