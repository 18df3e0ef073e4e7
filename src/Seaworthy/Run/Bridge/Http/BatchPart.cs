using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>What belongs to one request of a batch.</summary>
/// <param name="response">The response of the whole batch.</param>
/// <param name="id">The request's id, as the client wrote it.</param>
internal sealed class BatchPart(BatchResponse response, byte[] id) : ICallResponse
{
    public bool IsStream => response.IsStream;

    public ValueTask WriteAsync(Mail mail, bool moreIsWaiting) => mail.Kind switch
    {
        MailKind.Answer or MailKind.Notification => response.WriteAsync(mail.Message),
        MailKind.Failure => response.WriteAsync(ErrorMessage.Write(id, mail.Error!).ToArray()),
        MailKind.Silence => response.KeepAliveAsync(),
        _ => ValueTask.CompletedTask,
    };
}
