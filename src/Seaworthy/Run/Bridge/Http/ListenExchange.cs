using System.Buffers;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Modern;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>
/// <c>subscriptions/listen</c> of 2026-07-28: a stream that stays open until one side ends it. It is no call in flight: a drain
/// ends it at once, with its result, which tells the client to listen again elsewhere.
/// </summary>
internal sealed class ListenExchange(BridgeContext bridge, ClientRequest request, ListenHub hub) : IDisposable
{
    private static readonly TimeSpan KeepAliveAfter = TimeSpan.FromSeconds(15);

    /// <summary>How long a worker may take to say what it will tell of.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Mailbox _mailbox = new(bridge.Limits.Memory, bridge.Time, Patience);

    /// <summary>Runs the stream to its end.</summary>
    public async Task RunAsync(HttpContext http, ListenFilter wanted)
    {
        using var gone = http.RequestAborted.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.ClientGone)), _mailbox);
        using var draining = bridge.Lifecycle.Draining.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.EndOfStream)), _mailbox);
        var listener = new Listener(request.Id, wanted, _mailbox);
        hub.Add(listener);
        try
        {
            await DeliverAsync(new CallResponse(http, request, bridge.Rules), listener).ConfigureAwait(false);
        }
        finally
        {
            hub.Remove(listener);
        }
    }

    public void Dispose() => _mailbox.Dispose();

    private async Task DeliverAsync(CallResponse response, Listener listener)
    {
        while (true)
        {
            var mail = await _mailbox.NextAsync().ConfigureAwait(false);
            _mailbox.ExpectWithin(KeepAliveAfter);
            if (mail.Kind == MailKind.Silence)
                hub.Hasten(listener);
            if (mail.Kind == MailKind.EndOfStream)
                mail = Mail.Answer(GracefulEnd());
            await response.WriteAsync(mail, moreIsWaiting: false).ConfigureAwait(false);
            if (mail.IsFinal)
                return;
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
