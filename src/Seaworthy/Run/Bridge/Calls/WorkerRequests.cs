using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>
/// Answers what a worker asks and no client can be asked: a shared worker's requests, to which no capability for sampling, elicitation or
/// roots was declared, because nothing on a pipe says which client's call caused them; and every ping.
/// </summary>
internal static class WorkerRequests
{
    private static readonly byte[] Pong = """{"jsonrpc":"2.0","id":0,"result":{}}"""u8.ToArray();

    private static readonly byte[] Refusal =
        """{"jsonrpc":"2.0","id":0,"error":{"code":-32601,"message":"Method not found: this client declared no capability for server-initiated requests"}}"""u8
            .ToArray();

    public static ReadOnlySpan<byte> Answer(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        var template = envelope.Method == Methods.Ping ? Pong : Refusal;
        var zero = template.AsSpan().IndexOf("\"id\":0"u8) + "\"id\":"u8.Length;
        Span<Edit> edits = [new Edit(zero, 1, envelope.Id.Of(line).ToArray())];
        return EnvelopeRewriter.ToArray(template, edits);
    }
}
