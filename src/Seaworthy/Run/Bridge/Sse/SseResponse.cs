using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;

namespace Seaworthy.Run.Bridge.Sse;

/// <summary>What belongs to one call, on the stream of its client.</summary>
internal sealed class SseResponse(SseConnection connection, byte[] id) : ICallResponse
{
    public bool IsStream => true;

    public async ValueTask WriteAsync(Mail mail, bool moreIsWaiting)
    {
        if (mail.Kind is MailKind.Answer or MailKind.Notification)
            await connection.WriteAsync(mail.Message).ConfigureAwait(false);
        else if (mail.Kind == MailKind.Failure)
            await connection.WriteAsync(ErrorMessage.Write(id, mail.Error!)).ConfigureAwait(false);
    }
}
