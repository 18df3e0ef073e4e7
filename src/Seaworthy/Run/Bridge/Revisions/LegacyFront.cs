using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>Messages of clients that open a session: 2025-06-18 and 2025-11-25.</summary>
internal sealed class LegacyFront(BridgeContext bridge)
{

    private static readonly CallError TooManySessions = CallError.Overloaded("all sessions are in use, --max-sessions", TimeSpan.FromSeconds(1));

    private static readonly byte[] EmptyResult = "{}"u8.ToArray();

    public Task HandleAsync(HttpContext http, ClientRequest request)
    {
        if (request.Envelope.Kind == MessageKind.Request && request.Method == Methods.Initialize)
            return InitializeAsync(http, request);
        if (FindSession(http.Request, out var session) is { } refusal)
            return HttpAnswer.RefuseAsync(http, request.Id, refusal);
        return request.Envelope.Kind switch
        {
            MessageKind.Request => HandleRequestAsync(http, request, session),
            MessageKind.Notification => HandleNotificationAsync(http, request, session),
            _ => HttpAnswer.AcceptAsync(http),
        };
    }

    /// <summary>The session that a request names, or why it is refused.</summary>
    public ProtocolError? FindSession(HttpRequest http, out Session session)
    {
        session = null!;
        var revision = http.Headers[McpHeaders.Revision].ToString();
        if (revision.Length > 0 && !ProtocolRevision.OfWorkers.Contains(revision))
        {
            return new ProtocolError(400, -32600,
                $"{McpHeaders.Revision} is '{revision}'; served are {string.Join(", ", ProtocolRevision.Served)}");
        }
        var id = http.Headers[McpHeaders.Session].ToString();
        if (id.Length == 0)
            return new ProtocolError(400, -32600, $"The header {McpHeaders.Session} is missing; initialize opens a session and returns its id");
        return bridge.Sessions.TryGet(id, out session!)
            ? null
            : new ProtocolError(404, -32600, "Session not found: it was deleted, or this server never opened it. Initialize again");
    }

    private async Task InitializeAsync(HttpContext http, ClientRequest request)
    {
        if (!bridge.Calls.TryBegin(out var inFlight))
        {
            await RefuseNewWorkAsync(http, request).ConfigureAwait(false);
            return;
        }
        try
        {
            var (identity, error) = await bridge.Pool.IdentifyAsync().ConfigureAwait(false);
            if (identity is null)
            {
                await HttpAnswer.RefuseAsync(http, request.Id, error!).ConfigureAwait(false);
                return;
            }
            if (bridge.Sessions.TryCreate(ProtocolRevision.Negotiate(request.Envelope.Revision)) is not { } session)
            {
                await HttpAnswer.RefuseAsync(http, request.Id, TooManySessions).ConfigureAwait(false);
                return;
            }
            http.Response.Headers[McpHeaders.Session] = session.Id;
            await HttpAnswer.WriteJsonAsync(http, 200,
                ErrorMessage.WriteResult(request.Id, identity.InitializeResult(session.Revision))).ConfigureAwait(false);
        }
        finally
        {
            inFlight.End(Hosting.Drain.CallFate.Answered);
        }
    }

    private Task HandleRequestAsync(HttpContext http, ClientRequest request, Session session)
    {
        switch (request.Method)
        {
            case Methods.Ping:
            case Methods.SetLogLevel:
                return HttpAnswer.WriteJsonAsync(http, 200, ErrorMessage.WriteResult(request.Id, EmptyResult));
            case Methods.ResourcesSubscribe or Methods.ResourcesUnsubscribe
                when bridge.Pool.LastIdentity is { IsModern: true } && request.Text(request.Envelope.Uri) is { } subject:
                bridge.Sessions.SetInterest(session, subject, isWanted: request.Method == Methods.ResourcesSubscribe);
                return HttpAnswer.WriteJsonAsync(http, 200, ErrorMessage.WriteResult(request.Id, EmptyResult));
            case Methods.ResourcesUnsubscribe when request.Text(request.Envelope.Uri) is { } uri:
                session.Unsubscribe(uri);
                return bridge.Sessions.IsAnySubscribed(uri)
                    ? HttpAnswer.WriteJsonAsync(http, 200, ErrorMessage.WriteResult(request.Id, EmptyResult))
                    : ForwardAsync(http, request, session);
            // What it would open at a worker of 2026-07-28 would never end.
            case Methods.Discover or Methods.Listen:
                return HttpAnswer.RefuseAsync(http, request.Id, new ProtocolError(200, -32601, $"Method not found: {request.Method} is not part of {session.Revision}"));
            default:
                return ForwardAsync(http, request, session);
        }
    }

    private async Task ForwardAsync(HttpContext http, ClientRequest request, Session session)
    {
        var key = RequestKey.Of(request.Id);
        if (!bridge.Calls.TryBegin(out var inFlight))
        {
            await RefuseNewWorkAsync(http, request).ConfigureAwait(false);
            return;
        }
        using var exchange = new CallExchange(bridge, request);
        session.Calls[key] = exchange;
        try
        {
            var last = await exchange.RunAsync(http, inFlight).ConfigureAwait(false);
            if (request.Method == Methods.ResourcesSubscribe && last is { Kind: MailKind.Answer, ErrorCode: 0 } && request.Text(request.Envelope.Uri) is { } uri)
                session.Subscribe(uri);
        }
        finally
        {
            session.Calls.TryRemove(KeyValuePair.Create(key, exchange));
        }
    }

    private Task HandleNotificationAsync(HttpContext http, ClientRequest request, Session session)
    {
        switch (request.Method)
        {
            case Methods.Cancelled when request.Envelope.RequestId is { IsPresent: true } id:
                if (session.Calls.TryGetValue(RequestKey.Of(id.Of(request.Body)), out var call))
                    call.Cancel("the client cancelled the call");
                break;
            case Methods.Initialized or Methods.Cancelled or Methods.Progress or Methods.RootsChanged:
                // The worker had its own handshake, and asked this client for nothing.
                break;
            default:
                if (bridge.Pool.TryAdmit() is StdioWorker worker)
                {
                    worker.Pipe.Send(EnvelopeRewriter.ToArray(request.Body, []));
                    bridge.Pool.Release(worker);
                }
                break;
        }
        return HttpAnswer.AcceptAsync(http);
    }

    private Task RefuseNewWorkAsync(HttpContext http, ClientRequest request)
    {
        bridge.Lifecycle.QuietPeriod.Touch();
        return HttpAnswer.RefuseAsync(http, request.Id, CallError.Draining(bridge.Lifecycle.ExpectedDowntime));
    }
}
