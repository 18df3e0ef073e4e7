using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>A GET: the session's own stream, or that of a POST whose client has lost its connection. Written from the log of either.</summary>
internal sealed class LogStream(BridgeContext bridge, HttpContext http, StreamLog log)
{
    /// <summary>Runs until one side ends it, or until the stream has had its last event.</summary>
    /// <param name="after">The last event that the client has.</param>
    /// <param name="isPrimed">Whether the client is told at once where it stands (2025-11-25).</param>
    public async Task RunAsync(long after, bool isPrimed)
    {
        using var mailbox = new Mailbox(bridge.Limits.Memory, bridge.Time, bridge.Rules.KeepAliveAfter);
        using var gone = http.RequestAborted.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.ClientGone)), mailbox);
        // A call that is in flight is answered, whatever stream it is answered on; the session's own stream ends at once.
        using var draining = log.Stream == 0
            ? bridge.Lifecycle.Draining.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.EndOfStream)), mailbox)
            : default;
        var stream = EventStream.Start(http.Response);
        log.Attach(mailbox);
        try
        {
            if (isPrimed)
                stream.WritePriming(new EventId(log.Stream, after), StreamRules.UsualRetry);
            else
                stream.WriteRetry(StreamRules.UsualRetry);
            await ServeAsync(stream, mailbox, after, isPolled: isPrimed && log.Stream > 0).ConfigureAwait(false);
        }
        finally
        {
            log.Detach(mailbox);
        }
    }

    private async Task ServeAsync(EventStream stream, Mailbox mailbox, long after, bool isPolled)
    {
        var openedAt = bridge.Time.GetTimestamp();
        while (true)
        {
            foreach (var each in log.After(after))
            {
                await stream.WriteMessageAsync(each.Message, new EventId(log.Stream, each.Number)).ConfigureAwait(false);
                after = each.Number;
            }
            if (!await stream.FlushAsync().ConfigureAwait(false))
                return;
            log.Deliver(after);
            if (log.IsOverAfter(after))
                return;
            var mail = await mailbox.NextAsync().ConfigureAwait(false);
            mailbox.ExpectWithin(bridge.Rules.KeepAliveAfter);
            if (mail.Kind == MailKind.Silence && !(isPolled && bridge.Rules.IsTimeToPoll(openedAt)))
            {
                stream.WriteKeepAlive();
            }
            else if (mail.Kind != MailKind.Arrival)
            {
                // Never an error: clients give up after two, but come back after a stream that ended.
                stream.WriteRetry(bridge.Lifecycle.IsRefusing ? bridge.Lifecycle.ExpectedDowntime : StreamRules.UsualRetry);
                await stream.FlushAsync().ConfigureAwait(false);
                return;
            }
        }
    }
}
