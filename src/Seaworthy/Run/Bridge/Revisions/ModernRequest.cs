using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Modern;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>What 2026-07-28 demands of a request before it may be executed: headers that mirror the body, and <c>_meta</c>.</summary>
/// <remarks>Specification 2026-07-28, basic/transports/streamable-http, "Server Validation"; basic/index, "_meta".</remarks>
internal static class ModernRequest
{
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";
    private const int UnsupportedRevision = -32022;

    /// <summary>The error with which the request is refused; null when it is in order.</summary>
    public static ProtocolError? Validate(IHeaderDictionary headers, ReadOnlySpan<byte> message, in Envelope envelope)
    {
        var header = headers[McpHeaders.Revision].ToString();
        if (header.Length == 0)
            return MirroredHeader.Mismatch($"the header {McpHeaders.Revision} is missing");
        if (!envelope.IsModern)
        {
            return new ProtocolError(400, -32602,
                "params._meta[\"io.modelcontextprotocol/protocolVersion\"] is missing; it must be equal to the header MCP-Protocol-Version");
        }
        if (header != envelope.Revision)
            return MirroredHeader.Mismatch($"{McpHeaders.Revision} is '{header}', but _meta says '{envelope.Revision}'");
        if (header != ProtocolRevision.R20260728)
            return Unsupported(header);
        if (!envelope.HasClientCapabilities)
            return new ProtocolError(400, -32602, "params._meta[\"io.modelcontextprotocol/clientCapabilities\"] is missing or no object");
        if (envelope.LogLevel.IsPresent && !LogLevels.Has(envelope.LogLevel.Of(message)))
            return new ProtocolError(400, -32602, "params._meta[\"io.modelcontextprotocol/logLevel\"] is no log level; levels are " + LogLevels.All);
        return ValidateMirrors(headers, message, envelope);
    }

    private static ProtocolError? ValidateMirrors(IHeaderDictionary headers, ReadOnlySpan<byte> message, in Envelope envelope)
    {
        // A method has no sentinel: its header is the method itself, byte for byte.
        if (headers[MethodHeader] is var method && (method.Count != 1 || method[0] != envelope.Method))
            return MirroredHeader.Mismatch($"the header {MethodHeader} is {Shown(method)}; it must be '{envelope.Method}'");
        var (isNamed, name) = envelope.Method switch
        {
            Methods.ToolsCall or Methods.PromptsGet => (true, envelope.Name),
            Methods.ResourcesRead => (true, envelope.Uri),
            Methods.TasksGet or Methods.TasksUpdate or Methods.TasksCancel => (true, envelope.TaskId),
            _ => default,
        };
        if (!isNamed)
            return null;
        var header = headers[NameHeader];
        if (name.IsPresent && Value.Text(name.Of(message)) is { } text)
            return MirroredHeader.Read(header) == text ? null : MirroredHeader.Mismatch($"the header {NameHeader} is {Shown(header)}; it must be '{text}'");
        // The worker says what is missing; but whoever routed by the header must not have been misled.
        return header.Count > 0 ? MirroredHeader.Mismatch($"the header {NameHeader} is {Shown(header)}, but the body has no such string") : null;
    }

    private static string Shown(StringValues header) => header.Count == 0 ? "missing" : $"'{header}'";

    private static ProtocolError Unsupported(string asked) => new(400, UnsupportedRevision, "Unsupported protocol version", json =>
    {
        json.WriteStartArray("supported"u8);
        foreach (var revision in ProtocolRevision.Served)
            json.WriteStringValue(revision);
        json.WriteEndArray();
        json.WriteString("requested"u8, asked);
    });
}
