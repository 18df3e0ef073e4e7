using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>POSTs of clients that open a session: 2025-03-26 to 2025-11-25.</summary>
internal sealed class LegacyFront(BridgeContext bridge, SessionOpener opener, SessionDesk desk)
{
    private readonly BatchDesk _batches = new(desk);

    public Task HandleAsync(HttpContext http, ClientRequest request)
    {
        var response = new CallResponse(http, request, bridge.Rules);
        if (request.Envelope.Kind == MessageKind.Request && request.Method == Methods.Initialize)
            return InitializeAsync(http, request, response);
        if (FindSession(http.Request, out var session) is { } refusal)
            return HttpAnswer.RefuseAsync(http, request.Id, refusal);
        request.Session = session;
        if (request.Envelope.Kind == MessageKind.Request)
            return response.UntilReleasedAsync(desk.AnswerAsync(request, response, http.RequestAborted));
        desk.Take(request);
        return HttpAnswer.AcceptAsync(http);
    }

    /// <summary>2025-03-26: several messages in one POST.</summary>
    public Task HandleBatchAsync(HttpContext http, byte[] body)
    {
        if (FindSession(http.Request, out var session) is { } refusal)
            return HttpAnswer.RefuseAsync(http, [], refusal);
        return session.Revision == ProtocolRevision.R20250326
            ? _batches.HandleAsync(http, body, session)
            : HttpAnswer.RefuseAsync(http, [], new ProtocolError(400, -32600, $"Batches are not part of {session.Revision}; send one message in each POST"));
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
        if (bridge.Sessions.TryGet(id, out session!))
            return null;
        return bridge.Sessions.IsAsleep(id)
            ? new ProtocolError(503, -31011, "The server is at its limit (all sessions are in use, --max-sessions). Send it again later")
            : new ProtocolError(404, -32600, "Session not found: it was deleted, or this server never opened it. Initialize again");
    }

    private async Task InitializeAsync(HttpContext http, ClientRequest request, CallResponse response)
    {
        var (answer, session) = await opener.OpenAsync(request).ConfigureAwait(false);
        // Here and nowhere else: some clients take a session id from any response.
        if (session is not null)
            http.Response.Headers[McpHeaders.Session] = session.Id;
        await response.WriteAsync(answer, moreIsWaiting: false).ConfigureAwait(false);
    }
}
