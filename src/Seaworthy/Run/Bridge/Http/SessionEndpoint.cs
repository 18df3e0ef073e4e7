using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>GET and DELETE on the MCP endpoint: the stream of a session, and its end.</summary>
internal sealed class SessionEndpoint(BridgeContext bridge, LegacyFront legacy)
{
    private static readonly TimeSpan KeepAliveAfter = TimeSpan.FromSeconds(15);

    /// <summary>How long a client is to wait before it opens the stream again, when nothing is wrong.</summary>
    private static readonly TimeSpan UsualRetry = TimeSpan.FromSeconds(1);

    public async Task GetAsync(HttpContext http)
    {
        if ((RefuseModern(http) ?? RefuseUnacceptable(http)) is { } refused)
        {
            await refused.ConfigureAwait(false);
            return;
        }
        if (legacy.FindSession(http.Request, out var session) is { } unknown)
        {
            await HttpAnswer.RefuseAsync(http, [], unknown).ConfigureAwait(false);
            return;
        }
        using var mailbox = new Mailbox(bridge.Limits.Memory, bridge.Time, KeepAliveAfter);
        using var gone = http.RequestAborted.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.ClientGone)), mailbox);
        using var draining = bridge.Lifecycle.Draining.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.EndOfStream)), mailbox);
        session.Open(mailbox);
        try
        {
            await ServeAsync(EventStream.Start(http.Response), mailbox).ConfigureAwait(false);
        }
        finally
        {
            session.Close(mailbox);
        }
    }

    public Task DeleteAsync(HttpContext http)
    {
        if (RefuseModern(http) is { } refused)
            return refused;
        if (legacy.FindSession(http.Request, out var session) is { } refusal)
            return HttpAnswer.RefuseAsync(http, [], refusal);
        bridge.Sessions.Delete(session);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task ServeAsync(EventStream stream, Mailbox mailbox)
    {
        stream.WriteRetry(UsualRetry);
        while (await stream.FlushAsync().ConfigureAwait(false))
        {
            var mail = await mailbox.NextAsync().ConfigureAwait(false);
            mailbox.ExpectWithin(KeepAliveAfter);
            switch (mail.Kind)
            {
                case MailKind.Notification:
                    await stream.WriteMessageAsync(mail.Message).ConfigureAwait(false);
                    break;
                case MailKind.Silence:
                    stream.WriteKeepAlive();
                    break;
                case MailKind.EndOfStream:
                    // Never an error: clients give up after two, but come back after a stream that ended.
                    if (bridge.Lifecycle.IsRefusing)
                        stream.WriteRetry(bridge.Lifecycle.ExpectedDowntime);
                    await stream.FlushAsync().ConfigureAwait(false);
                    return;
                default:
                    return;
            }
        }
    }

    private static Task? RefuseModern(HttpContext http)
    {
        if (http.Request.Headers[McpHeaders.Revision] != ProtocolRevision.R20260728)
            return null;
        http.Response.Headers.Allow = "POST";
        return HttpAnswer.RefuseAsync(http, [], new ProtocolError(405, -32600, "2026-07-28 has neither sessions nor a GET stream; use subscriptions/listen"));
    }

    private static Task? RefuseUnacceptable(HttpContext http) => MediaTypes.Of(http.Request).EventStream
        ? null
        : HttpAnswer.RefuseAsync(http, [], new ProtocolError(406, -32600, $"Accept is '{http.Request.Headers.Accept}'; it must be 'text/event-stream'"));
}
