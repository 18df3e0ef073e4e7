using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>
/// The HTTP response of one call: one JSON object when the answer comes first, an event stream when something else does or
/// nothing comes for a while. A client that is gone is written to no more.
/// </summary>
internal sealed class CallResponse(HttpContext http, ClientRequest request)
{
    private readonly MediaTypes _accepted = MediaTypes.Of(http.Request);
    private EventStream? _stream;
    private bool _isGone;

    /// <summary>Writes one piece of mail; flushes unless more is waiting already.</summary>
    public async ValueTask WriteAsync(Mail mail, bool moreIsWaiting)
    {
        if (_isGone)
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
        _stream ??= EventStream.Start(http.Response);
        switch (mail.Kind)
        {
            case MailKind.Notification or MailKind.Answer:
                await _stream.WriteMessageAsync(mail.Message).ConfigureAwait(false);
                break;
            case MailKind.Failure:
                await _stream.WriteMessageAsync(ErrorMessage.Write(request.Id, mail.Error!)).ConfigureAwait(false);
                break;
            case MailKind.Silence when !isFirst:
                _stream.WriteKeepAlive();
                break;
        }
        if (!moreIsWaiting)
            _isGone = !await _stream.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>2026-07-28 gives some errors an HTTP status; before it every answer was 200.</summary>
    private int Status(int errorCode) => (request.IsModern, errorCode) switch
    {
        (true, -32601) => StatusCodes.Status404NotFound,
        (true, -32020 or -32021 or -32022) => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };
}
