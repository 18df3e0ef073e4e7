using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Isolation;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>Answers <c>initialize</c>: with what the workers said in their handshake, or by a worker of the session's own.</summary>
internal sealed class SessionOpener(BridgeContext bridge, SessionServers? servers)
{
    private static readonly CallError TooManySessions = CallError.Overloaded("all sessions are in use, --max-sessions", TimeSpan.FromSeconds(1));

    /// <summary>The answer, and the session if there is one now.</summary>
    public async Task<(Mail Answer, Session? Session)> OpenAsync(ClientRequest request)
    {
        if (!bridge.Calls.TryBegin(out var inFlight))
        {
            bridge.Lifecycle.QuietPeriod.Touch();
            return (Mail.Failure(CallError.Draining(bridge.Lifecycle.ExpectedDowntime)), null);
        }
        try
        {
            if (servers is not null && await OpenIsolatedAsync(request, servers).ConfigureAwait(false) is { } own)
                return own;
            return await OpenSharedAsync(request).ConfigureAwait(false);
        }
        finally
        {
            inFlight.End(Hosting.Drain.CallFate.Answered);
        }
    }

    private async Task<(Mail Answer, Session? Session)> OpenSharedAsync(ClientRequest request)
    {
        var (identity, error) = await bridge.Pool.IdentifyAsync().ConfigureAwait(false);
        if (identity is null)
            return (Mail.Failure(error!), null);
        return bridge.Sessions.TryCreate(ProtocolRevision.Negotiate(request.Envelope.Revision)) is { } session
            ? (Answer(request, identity.InitializeResult(session.Revision)), session)
            : (Mail.Failure(TooManySessions), null);
    }

    /// <summary>Null when the worker knows no sessions, which a shared one can serve all the same.</summary>
    private async Task<(Mail Answer, Session? Session)?> OpenIsolatedAsync(ClientRequest request, SessionServers all)
    {
        if (!bridge.Sessions.HasRoom())
            return (Mail.Failure(TooManySessions), null);
        var parameters = request.Envelope.Params.Of(request.Body);
        var server = all.Create(new Introduction(parameters.IsEmpty ? "{}"u8.ToArray() : parameters.ToArray()));
        server.Wake();
        var answer = await server.FirstAnswer.ConfigureAwait(false);
        if (answer.Kind != MailKind.Answer)
        {
            server.End("it never became ready");
            return (answer, null);
        }
        var envelope = EnvelopeParser.Parse(answer.Message);
        if (answer.ErrorCode != 0)
        {
            server.End("it refused initialize");
            return bridge.Pool.LastIdentity is { IsModern: true }
                ? null
                : (Mail.Answer(EnvelopeRewriter.ToArray(answer.Message, [Edit.Replace(envelope.Id, request.Id)]), answer.ErrorCode), null);
        }
        var result = envelope.Result.Of(answer.Message).ToArray();
        var session = bridge.Sessions.TryCreate(ProtocolRevision.Negotiate(new WorkerIdentity(isModern: false, result).Revision), server);
        if (session is null)
            server.End("there are too many sessions");
        return session is null ? (Mail.Failure(TooManySessions), null) : (Answer(request, result), session);
    }

    private static Mail Answer(ClientRequest request, byte[] result) => Mail.Answer(ErrorMessage.WriteResult(request.Id, result).ToArray());
}
