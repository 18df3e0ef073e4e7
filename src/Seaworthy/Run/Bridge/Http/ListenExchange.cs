using System.Buffers;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>
/// <c>subscriptions/listen</c> of 2026-07-28: a stream that stays open until one side ends it. It is no call in flight: a drain
/// ends it at once, with its result, which tells the client to listen again elsewhere.
/// </summary>
internal sealed class ListenExchange(BridgeContext bridge, ClientRequest request) : IDisposable
{
    private static readonly TimeSpan KeepAliveAfter = TimeSpan.FromSeconds(15);

    private readonly Mailbox _mailbox = new(bridge.Limits.Memory, bridge.Time, KeepAliveAfter);

    /// <summary>Runs the stream over this worker to its end.</summary>
    public async Task RunAsync(HttpContext http, StdioWorker worker)
    {
        using var gone = http.RequestAborted.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.ClientGone)), _mailbox);
        using var draining = bridge.Lifecycle.Draining.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.EndOfStream)), _mailbox);
        var response = new CallResponse(http, request);
        if (worker.Identity!.IsModern)
            await ListenAtWorkerAsync(worker.Pipe, response).ConfigureAwait(false);
        else
            await ListenHereAsync(response).ConfigureAwait(false);
    }

    public void Dispose() => _mailbox.Dispose();

    private async Task ListenAtWorkerAsync(WorkerPipe pipe, CallResponse response)
    {
        var call = new WorkerCall(WorkerPipe.NextId(), request.Method, request.Id, [], AnswerShape.Unchanged, _mailbox);
        // A worker that is just ending takes nothing; the client may listen again at once, and then at the next one.
        if (!pipe.Send(call, request.Body, [Edit.Replace(request.Envelope.Id, call.IdBytes)]))
            _mailbox.Post(Mail.Of(MailKind.EndOfStream));
        try
        {
            await DeliverAsync(response).ConfigureAwait(false);
        }
        finally
        {
            pipe.Cancel(call, "the stream was closed");
        }
    }

    private async Task ListenHereAsync(CallResponse response)
    {
        var subscription = new Subscription(request.Id, Subscription.ReadFilter(request.Envelope.Params.Of(request.Body)), _mailbox);
        subscription.Acknowledge();
        bridge.Sessions.Add(subscription);
        try
        {
            await DeliverAsync(response).ConfigureAwait(false);
        }
        finally
        {
            bridge.Sessions.Remove(subscription);
        }
    }

    private async Task DeliverAsync(CallResponse response)
    {
        while (true)
        {
            var mail = await _mailbox.NextAsync().ConfigureAwait(false);
            if (mail.Kind is MailKind.EndOfStream or MailKind.Failure)
                mail = Mail.Answer(GracefulEnd());
            await response.WriteAsync(mail, moreIsWaiting: false).ConfigureAwait(false);
            if (mail.IsFinal)
                return;
            _mailbox.ExpectWithin(KeepAliveAfter);
        }
    }

    private byte[] GracefulEnd()
    {
        var result = new ArrayBufferWriter<byte>(128);
        result.Write("{\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":"u8);
        result.Write(request.Id);
        result.Write("}}"u8);
        return ErrorMessage.WriteResult(request.Id, result.WrittenSpan).ToArray();
    }
}
