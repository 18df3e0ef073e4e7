using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>GET and DELETE on the MCP endpoint: the stream of a session, and its end.</summary>
internal sealed class SessionEndpoint(BridgeContext bridge, LegacyFront legacy)
{
    private const string LastEventId = "Last-Event-ID";

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
        var asked = http.Request.Headers[LastEventId].ToString();
        if (asked.Length == 0)
        {
            await new LogStream(bridge, http, session.Streams.Own).RunAsync(session.Streams.Own.Delivered, session.IsPrimed).ConfigureAwait(false);
            return;
        }
        // Never 404, which clients take for the end of the session.
        if (!EventId.TryParse(asked, out var id) || session.Streams.Find(id.Stream) is not { } log || log.IsOverAfter(id.Number))
        {
            http.Response.Headers.Allow = "POST, DELETE";
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(405, -32600, $"There is nothing left to resume after event '{asked}'")).ConfigureAwait(false);
            return;
        }
        await new LogStream(bridge, http, log).RunAsync(log.PlaceOf(id.Number), session.IsPrimed).ConfigureAwait(false);
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
