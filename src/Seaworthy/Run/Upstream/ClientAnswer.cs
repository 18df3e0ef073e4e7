using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Http;

namespace Seaworthy.Run.Upstream;

/// <summary>
/// The response that a client gets: the server's, as far as it came, and then its end, which is ours to write when the
/// server's did not come. A client that is gone is written to no more.
/// </summary>
internal sealed class ClientAnswer(HttpContext http)
{
    private bool _isGone;
    private bool _isEventStream;

    public bool HasStarted => http.Response.HasStarted;

    /// <summary>Part of an event has been written, but not its end.</summary>
    public bool IsInsideEvent { get; set; }

    /// <summary>Takes over status and headers. An event stream's go out at once: its client waits for them, not for the first event.</summary>
    public async ValueTask StartAsync(HttpResponseMessage response, bool isEventStream)
    {
        ForwardedHeaders.CopyTo(response, http.Response);
        _isEventStream = isEventStream;
        // To start the response would only put the head into Kestrel's buffer, where it waits for the first event.
        if (isEventStream)
            await WriteAsync(default).ConfigureAwait(false);
    }

    /// <summary>Writes and flushes.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_isGone)
            return;
        try
        {
            _isGone = !await Pace.WriteAsync(http.Response, bytes).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfClient(e))
        {
            _isGone = true;
        }
    }

    /// <summary>
    /// Says that the call has no answer: as JSON while nothing was sent, else as the last event of the stream. Half of
    /// anything else can only be broken off, so that nobody takes it for the whole.
    /// </summary>
    public Task FailAsync(IReadOnlyList<byte[]> ids, CallError error)
    {
        if (!HasStarted)
            return TryAsync(() => HttpAnswer.RefuseAsync(http, error, ErrorMessages.Write(ids, error)));
        return _isEventStream
            ? TryAsync(() => WriteEventsAsync(ErrorMessages.Each(ids, error)))
            : AbortAsync();
    }

    /// <summary>Ends the response without an answer, because nobody waits for one any more.</summary>
    public Task EndAsync() => HasStarted ? Task.CompletedTask : HttpAnswer.AcceptAsync(http);

    /// <summary>Ends a stream that the client may open again after a while.</summary>
    public Task EndStreamAsync(TimeSpan retry) => TryAsync(async () =>
    {
        var stream = Stream();
        stream.WriteRetry(retry);
        await stream.FlushAsync().ConfigureAwait(false);
    });

    /// <summary>Ends a stream with a last message.</summary>
    public Task EndStreamAsync(ReadOnlyMemory<byte> message) => TryAsync(() => WriteEventsAsync([message]));

    /// <summary>Breaks the connection: what was sent is not the whole.</summary>
    public Task AbortAsync()
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private async Task WriteEventsAsync(IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        var stream = Stream();
        foreach (var message in messages)
            await stream.WriteMessageAsync(message).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
    }

    private EventStream Stream()
    {
        var stream = HasStarted ? new EventStream(http.Response) : EventStream.Start(http.Response);
        if (IsInsideEvent)
            stream.EndEvent();
        IsInsideEvent = false;
        return stream;
    }

    private async Task TryAsync(Func<Task> write)
    {
        if (_isGone)
            return;
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfClient(e))
        {
            _isGone = true;
        }
    }

    private bool IsOfClient(Exception e) =>
        e is OperationCanceledException or IOException or InvalidOperationException && http.RequestAborted.IsCancellationRequested;
}
