using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>POST on the MCP endpoint: one message of a client, or in 2025-03-26 several.</summary>
internal sealed class PostEndpoint(LegacyFront legacy, ModernFront modern, MemoryBudget memory)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (MediaTypes.Of(http.Request) is { Json: false, EventStream: false })
        {
            await HttpAnswer.RefuseAsync(http, [],
                new ProtocolError(406, -32600, $"Accept is '{http.Request.Headers.Accept}'; it must be 'application/json, text/event-stream'")).ConfigureAwait(false);
            return;
        }
        using var room = new RequestRoom(memory);
        if (await PostedBody.ReadAsync(http, room).ConfigureAwait(false) is { } body)
            await HandleAsync(http, body).ConfigureAwait(false);
    }

    private Task HandleAsync(HttpContext http, byte[] body)
    {
        var envelope = Utf8.IsValid(body)
            ? EnvelopeParser.Parse(body)
            : new Envelope { IsParseError = true, Fault = "the body is not valid UTF-8" };
        if (envelope.Kind == MessageKind.Batch && !McpHeaders.IsModern(http.Request.Headers, envelope))
            return legacy.HandleBatchAsync(http, body);
        if (envelope.Kind is MessageKind.Invalid or MessageKind.Batch)
            return HttpAnswer.RefuseAsync(http, envelope.Id.Of(body), Fault(envelope));
        var request = new ClientRequest(body, envelope, McpHeaders.IsModern(http.Request.Headers, envelope));
        return request.IsModern ? modern.HandleAsync(http, request) : legacy.HandleAsync(http, request);
    }

    private static ProtocolError Fault(in Envelope envelope)
    {
        if (envelope.Kind == MessageKind.Batch)
            return new ProtocolError(400, -32600, "Batches are not part of this protocol revision; send one message in each POST");
        return envelope.IsParseError
            ? new ProtocolError(400, -32700, $"Parse error: {envelope.Fault}")
            : new ProtocolError(400, -32600, $"Invalid request: {envelope.Fault}");
    }
}
