using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>JSON-RPC batches, which 2025-03-26 had and the next revision took back. Each message in one is treated as if it had come alone.</summary>
/// <remarks>Specification 2025-03-26, basic/transports, "Sending Messages to the Server"; basic/lifecycle: never with <c>initialize</c>.</remarks>
internal sealed class BatchDesk(SessionDesk desk)
{
    /// <summary>Each of them takes room of its own.</summary>
    private const int Max = 100;

    public async Task HandleAsync(HttpContext http, byte[] body, Session session)
    {
        var messages = BatchSplitter.Split(body).Select(slice => Read(slice.Of(body).ToArray(), session)).ToList();
        if (Fault(messages) is { } fault)
        {
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(400, -32600, fault)).ConfigureAwait(false);
            return;
        }
        foreach (var message in messages.Where(message => message.Envelope.Kind is MessageKind.Notification or MessageKind.Response))
            desk.Take(message);
        var asked = messages.Where(message => message.Envelope.Kind is MessageKind.Request or MessageKind.Invalid or MessageKind.Batch).ToList();
        if (asked.Count == 0)
        {
            await HttpAnswer.AcceptAsync(http).ConfigureAwait(false);
            return;
        }
        using var response = new BatchResponse(http, session);
        await Task.WhenAll(asked.Select(message => AnswerAsync(http, message, response))).ConfigureAwait(false);
        await response.EndAsync().ConfigureAwait(false);
    }

    private static ClientRequest Read(byte[] message, Session session) => new(message, EnvelopeParser.Parse(message), IsModern: false) { Session = session };

    private static string? Fault(List<ClientRequest> messages)
    {
        if (messages.Count == 0)
            return "The batch is empty";
        if (messages.Count > Max)
            return $"The batch has {messages.Count} messages; at most {Max} are taken at once";
        return messages.Any(message => message.Envelope is { Kind: MessageKind.Request, Method: Methods.Initialize })
            ? "initialize may not be part of a batch"
            : null;
    }

    private Task AnswerAsync(HttpContext http, ClientRequest message, BatchResponse response) => message.Envelope.Kind == MessageKind.Request
        ? desk.AnswerAsync(message, new BatchPart(response, message.Id), http.RequestAborted)
        : response.WriteAsync(ErrorMessage.Write(message.Id,
            new ProtocolError(400, -32600, $"Invalid request: {message.Envelope.Fault ?? "a batch in a batch"}")).ToArray()).AsTask();
}
