using System.Collections.Concurrent;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Bridge.Sse;

/// <summary>
/// The transport of 2024-11-05 (<c>--legacy-sse</c>): a GET opens a stream and is told by it where to POST; what is posted is
/// accepted at once and answered on the stream.
/// </summary>
internal sealed class SseEndpoint(BridgeContext bridge, SessionOpener opener, SessionDesk desk)
{
    public static readonly PathString StreamPath = "/sse";

    public static readonly PathString MessagePath = "/message";

    private static readonly CallError TooMany = CallError.Overloaded("all sessions are in use, --max-sessions", TimeSpan.FromSeconds(1));

    private readonly ConcurrentDictionary<string, SseConnection> _connections = new(StringComparer.Ordinal);

    public async Task OpenAsync(HttpContext http)
    {
        if (bridge.Lifecycle.IsRefusing || !bridge.Sessions.HasRoom())
        {
            await HttpAnswer.RefuseAsync(http, [], bridge.Lifecycle.IsRefusing ? CallError.Draining(bridge.Lifecycle.ExpectedDowntime) : TooMany).ConfigureAwait(false);
            return;
        }
        var connection = new SseConnection(bridge, http);
        _connections[connection.Id] = connection;
        try
        {
            await connection.RunAsync(MessagePath).ConfigureAwait(false);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            _connections.TryRemove(connection.Id, out _);
            if (connection.Session is { } session)
                bridge.Sessions.Delete(session);
        }
    }

    public async Task PostAsync(HttpContext http)
    {
        if (!_connections.TryGetValue(http.Request.Query["sessionId"].ToString(), out var connection))
        {
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(404, -32600, $"Session not found: GET {StreamPath} opens one and announces where to post")).ConfigureAwait(false);
            return;
        }
        var room = new RequestRoom(bridge.Limits.Memory);
        if (await ReadAsync(http, room, connection).ConfigureAwait(false) is { } message)
        {
            await HttpAnswer.AcceptAsync(http).ConfigureAwait(false);
            // Not before this request is left is the next one read on its connection, and it may be the answer that a call waits for.
            _ = HandleAsync(message, connection, room);
        }
        else
        {
            room.Dispose();
        }
    }

    /// <summary>The message; null when the request has been refused.</summary>
    private static async Task<ClientRequest?> ReadAsync(HttpContext http, RequestRoom room, SseConnection connection)
    {
        if (await PostedBody.ReadAsync(http, room).ConfigureAwait(false) is not { } body)
            return null;
        var envelope = Utf8.IsValid(body) ? EnvelopeParser.Parse(body) : new Envelope { IsParseError = true, Fault = "the body is not valid UTF-8" };
        var message = new ClientRequest(body, envelope, IsModern: false) { Session = connection.Session };
        var isFirst = envelope is { Kind: MessageKind.Request, Method: Methods.Initialize };
        if (envelope.Kind is MessageKind.Invalid or MessageKind.Batch || isFirst == (message.Session is not null))
        {
            var fault = envelope.Fault ?? (envelope.Kind == MessageKind.Batch ? "batches are not part of 2024-11-05" : "initialize comes first, and once");
            await HttpAnswer.RefuseAsync(http, message.Id, new ProtocolError(400, envelope.IsParseError ? -32700 : -32600, $"Invalid request: {fault}")).ConfigureAwait(false);
            return null;
        }
        return message;
    }

    private async Task HandleAsync(ClientRequest message, SseConnection connection, RequestRoom room)
    {
        using (room)
        {
            try
            {
                await HandleAsync(message, connection).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Nobody awaits this: its client would wait for ever.
                await connection.WriteAsync(ErrorMessage.Write(message.Id, new ProtocolError(500, -32603, $"Internal error: {e.Message}"))).ConfigureAwait(false);
            }
        }
    }

    private async Task HandleAsync(ClientRequest message, SseConnection connection)
    {
        var response = new SseResponse(connection, message.Id);
        if (message.Session is null)
        {
            var (answer, session) = await opener.OpenAsync(message).ConfigureAwait(false);
            if (session is not null)
                connection.Join(session);
            await response.WriteAsync(answer, moreIsWaiting: false).ConfigureAwait(false);
        }
        else if (message.Envelope.Kind == MessageKind.Request)
        {
            await desk.AnswerAsync(message, response, CancellationToken.None).ConfigureAwait(false);
            connection.OnCallEnded();
        }
        else
        {
            desk.Take(message);
        }
    }
}
