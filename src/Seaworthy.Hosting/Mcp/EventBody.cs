using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// The body of a response while the SDK writes to it. The SDK writes an event at a time, so whatever is said between two of
/// its writes stands between two events.
/// </summary>
/// <remarks>
/// The SDK sends head, answer and end of a response one by one. Of a call that is answered soon, as nearly all are, they go out
/// together: the head waits a moment for the first event, and the answer takes the end of the response along.
/// </remarks>
/// <param name="server">The body that the client gets.</param>
/// <param name="time">The clock.</param>
/// <param name="exchange">The request that it is the response of.</param>
internal sealed class EventBody(IHttpResponseBodyFeature server, TimeProvider time, McpExchange exchange) : Stream
{
    private readonly Stream _client = server.Stream;
    private readonly Turn _turn = new();
    private long _lastWrite = time.GetTimestamp();
    private bool _isClosed;
    private bool _hasBegun;
    private bool _isAnswered;
    private volatile bool _isHeadHeld;
    private volatile bool _isOpen;

    /// <summary>How long nothing has been written; zero until the SDK has set every header, which a first word of ours would seal.</summary>
    public TimeSpan Silence => _isOpen ? time.GetElapsedTime(Interlocked.Read(ref _lastWrite)) : TimeSpan.Zero;

    /// <summary>Whether the head of the response was to be sent, and waits for the first event.</summary>
    public bool IsHeadHeld => _isHeadHeld;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The headers are set: something may be said from here on.</summary>
    public void Open() => _isOpen = true;

    /// <summary>Says something between two events; nothing when the body is closed, or somebody is writing just now.</summary>
    public async Task SayAsync(ReadOnlyMemory<byte> text)
    {
        if (!_turn.TryTake())
            return;
        try
        {
            await Write(text, CancellationToken.None).ConfigureAwait(false);
            await Send(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _turn.Give();
        }
    }

    /// <summary>Sends the head of the response, if it still waits for the first event.</summary>
    public async Task SendHeadAsync()
    {
        if (!_isHeadHeld || !_turn.TryTake())
            return;
        try
        {
            _hasBegun = true;
            await Send(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _turn.Give();
        }
    }

    /// <summary>Ends the response after what is being written just now, and after <paramref name="last"/>.</summary>
    public Task EndAsync(ReadOnlyMemory<byte> last = default) => CloseAsync(async () =>
    {
        if (!last.IsEmpty)
            server.Writer.Write(last.Span);
        await server.CompleteAsync().ConfigureAwait(false);
    });

    /// <summary>Takes nothing more from anybody.</summary>
    public Task CloseAsync() => CloseAsync(null);

    private async Task CloseAsync(Func<Task>? last)
    {
        await _turn.TakeAsync().ConfigureAwait(false);
        try
        {
            if (_isClosed)
                return;
            _isClosed = true;
            _isHeadHeld = false;
            if (last is not null)
                await last().ConfigureAwait(false);
        }
        finally
        {
            _turn.Give();
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Open();
        // Every message passes here: what need not wait for its turn does not.
        if (!_turn.TryTake())
            return WaitAndWriteAsync(buffer, cancellationToken);
        ValueTask writing;
        try
        {
            writing = Write(buffer, cancellationToken);
        }
        catch
        {
            _turn.Give();
            throw;
        }
        if (!writing.IsCompletedSuccessfully)
            return ReleaseAsync(writing);
        _turn.Give();
        return writing;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Open();
        if (!_turn.TryTake())
            return WaitAndFlushAsync(cancellationToken);
        Task flushing;
        try
        {
            flushing = Send(cancellationToken);
        }
        catch
        {
            _turn.Give();
            throw;
        }
        if (!flushing.IsCompletedSuccessfully)
            return ReleaseAsync(new ValueTask(flushing)).AsTask();
        _turn.Give();
        return flushing;
    }

    public override void Flush()
    {
        if (!_isClosed)
            _client.Flush();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!_isClosed)
            _client.Write(buffer, offset, count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private ValueTask Write(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_isClosed)
            return ValueTask.CompletedTask;
        if (exchange.EndsWithAnswer && AnswerEvent.IsIn(buffer.Span))
        {
            if (!exchange.MayBeAnswered())
                return ValueTask.CompletedTask;
            _isAnswered = true;
            // A write to the stream would send it; so it goes with the end of the response.
            server.Writer.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
        _hasBegun = true;
        Interlocked.Exchange(ref _lastWrite, time.GetTimestamp());
        return _client.WriteAsync(buffer, cancellationToken);
    }

    private Task Send(CancellationToken cancellationToken)
    {
        if (_isClosed)
            return Task.CompletedTask;
        if (_isAnswered)
        {
            _isClosed = true;
            return server.CompleteAsync();
        }
        _isHeadHeld = exchange.MayHoldHead && !_hasBegun;
        return _isHeadHeld ? Task.CompletedTask : _client.FlushAsync(cancellationToken);
    }

    private async ValueTask WaitAndWriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await _turn.TakeAsync().ConfigureAwait(false);
        try
        {
            await Write(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Give();
        }
    }

    private async Task WaitAndFlushAsync(CancellationToken cancellationToken)
    {
        await _turn.TakeAsync().ConfigureAwait(false);
        try
        {
            await Send(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Give();
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
            _turn.Give();
        }
    }
}
