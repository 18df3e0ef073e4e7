using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>
/// The HTTP response of one call: one JSON object when the answer comes first, an event stream when something else does or
/// nothing comes for a while. A client that is gone is written to no more; when it has a session, what it misses is logged.
/// </summary>
internal sealed class CallResponse(HttpContext http, ClientRequest request, StreamRules rules) : ICallResponse
{
    private readonly MediaTypes _accepted = MediaTypes.Of(http.Request);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EventStream? _stream;
    private StreamLog? _log;
    private long _startedAt;
    private bool _isGone;

    public bool IsStream => _accepted.EventStream;

    /// <summary>
    /// Completes with the call, or before it when the client is to come back for the answer: the next request may come on the same
    /// connection, and is read only when this one has been left.
    /// </summary>
    public Task UntilReleasedAsync(Task answering) => answering.IsCompleted ? answering : Task.WhenAny(answering, _released.Task).Unwrap();

    public async ValueTask WriteAsync(Mail mail, bool moreIsWaiting)
    {
        if (_isGone && _log is null)
            return;
        try
        {
            if (_stream is null && (mail.Kind is MailKind.Answer or MailKind.Failure || !_accepted.EventStream))
                await WriteWholeAsync(mail).ConfigureAwait(false);
            else
                await StreamAsync(mail, moreIsWaiting).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException && http.RequestAborted.IsCancellationRequested)
        {
            _isGone = true;
        }
        if (mail.IsFinal && _log is not null)
            request.Session!.Streams.End(_log);
    }

    private Task WriteWholeAsync(Mail mail) => mail.Kind switch
    {
        MailKind.Answer when !_accepted.Json => StreamAsync(mail, moreIsWaiting: false).AsTask(),
        MailKind.Answer => HttpAnswer.WriteJsonAsync(http, Status(mail.ErrorCode), mail.Message),
        MailKind.Failure => HttpAnswer.RefuseAsync(http, request.Id, mail.Error!),
        MailKind.Cancelled or MailKind.EndOfStream => HttpAnswer.AcceptAsync(http),
        _ => Task.CompletedTask,
    };

    private async ValueTask StreamAsync(Mail mail, bool moreIsWaiting)
    {
        var isFirst = _stream is null;
        _stream ??= Start(isPrimed: !mail.IsFinal);
        if (_log is { HasReader: true })
            await LetGoAsync(_stream).ConfigureAwait(false);
        var message = mail.Kind switch
        {
            MailKind.Notification or MailKind.Answer => mail.Message,
            MailKind.Failure => ErrorMessage.Write(request.Id, mail.Error!).ToArray(),
            _ => [],
        };
        if (message.Length > 0)
            await WriteMessageAsync(_stream, message).ConfigureAwait(false);
        else if (mail.Kind == MailKind.Silence && !isFirst && !_isGone)
            _stream.WriteKeepAlive();
        if (_isGone)
            return;
        if (!moreIsWaiting)
            _isGone = !await _stream.FlushAsync().ConfigureAwait(false);
        if (!mail.IsFinal && _log is not null && request.Session!.IsPrimed && rules.IsTimeToPoll(_startedAt))
            await LetGoAsync(_stream).ConfigureAwait(false);
    }

    /// <param name="isPrimed">Whether there is something to come back for.</param>
    private EventStream Start(bool isPrimed)
    {
        var stream = EventStream.Start(http.Response);
        _startedAt = rules.Time.GetTimestamp();
        _log = request.Session?.Streams.Begin();
        if (_log is not null && isPrimed && request.Session!.IsPrimed)
            stream.WritePriming(new EventId(_log.Stream, 0), StreamRules.UsualRetry);
        return stream;
    }

    private async ValueTask WriteMessageAsync(EventStream stream, byte[] message)
    {
        if (_log is null)
        {
            await stream.WriteMessageAsync(message).ConfigureAwait(false);
            return;
        }
        var id = _log.Append(message);
        if (!_isGone)
            await stream.WriteMessageAsync(message, id).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the connection, but not the call: when the client has come back for the stream already, and when it is to come back
    /// because a connection may not be open for so long (2025-11-25, "the server MAY close the connection").
    /// </summary>
    private async ValueTask LetGoAsync(EventStream stream)
    {
        if (_isGone)
            return;
        stream.WriteRetry(StreamRules.UsualRetry);
        await stream.FlushAsync().ConfigureAwait(false);
        _isGone = true;
        _released.TrySetResult();
    }

    /// <summary>2026-07-28 gives some errors an HTTP status; before it every answer was 200.</summary>
    private int Status(int errorCode) => (request.IsModern, errorCode) switch
    {
        (true, -32601) => StatusCodes.Status404NotFound,
        (true, -32020 or -32021 or -32022) => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };
}
