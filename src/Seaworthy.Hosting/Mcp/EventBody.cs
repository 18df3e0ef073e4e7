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

    /// <summary>Takes nothing more from anybody; does <paramref name="last"/>, if it was open, after what is being written just now.</summary>
    public async Task CloseAsync(Func<Task> last)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isClosed)
                return;
            _isClosed = true;
            await last().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Every message passes here: what need not wait for its turn does not.
        if (!_turn.Wait(0, CancellationToken.None))
            return WaitAndWriteAsync(buffer, cancellationToken);
        ValueTask writing;
        try
        {
            writing = Write(buffer, cancellationToken);
        }
        catch
        {
            _turn.Release();
            throw;
        }
        if (!writing.IsCompletedSuccessfully)
            return ReleaseAsync(writing);
        _turn.Release();
        return writing;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!_turn.Wait(0, CancellationToken.None))
            return WaitAndFlushAsync(cancellationToken);
        Task flushing;
        try
        {
            flushing = Send(cancellationToken);
        }
        catch
        {
            _turn.Release();
            throw;
        }
        if (!flushing.IsCompletedSuccessfully)
            return ReleaseAsync(new ValueTask(flushing)).AsTask();
        _turn.Release();
        return flushing;
    }

    public override void Flush()
    {
        if (!_isClosed)
            client.Flush();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!_isClosed)
            client.Write(buffer, offset, count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private ValueTask Write(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_isClosed)
            return ValueTask.CompletedTask;
        Touch();
        return client.WriteAsync(buffer, cancellationToken);
    }

    private Task Send(CancellationToken cancellationToken) => _isClosed ? Task.CompletedTask : client.FlushAsync(cancellationToken);

    private async ValueTask WaitAndWriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Write(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WaitAndFlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Send(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask ReleaseAsync(ValueTask acting)
    {
        try
        {
            await acting.ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Touch() => Interlocked.Exchange(ref _lastWrite, time.GetTimestamp());
}
