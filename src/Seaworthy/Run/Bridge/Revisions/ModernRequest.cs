using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>What 2026-07-28 demands of a request before it may be executed: headers that mirror the body, and <c>_meta</c>.</summary>
/// <remarks>Specification 2026-07-28, basic/transports/streamable-http, "Server Validation"; basic/index, "_meta".</remarks>
internal static class ModernRequest
{
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";
    private const int HeaderMismatch = -32020;
    private const int UnsupportedRevision = -32022;

    /// <summary>The error with which the request is refused; null when it is in order.</summary>
    public static ProtocolError? Validate(IHeaderDictionary headers, ReadOnlySpan<byte> message, in Envelope envelope)
    {
        var header = headers[McpHeaders.Revision].ToString();
        if (header.Length == 0)
            return Mismatch($"the header {McpHeaders.Revision} is missing");
        if (!envelope.IsModern)
        {
            return new ProtocolError(400, -32602,
                "params._meta[\"io.modelcontextprotocol/protocolVersion\"] is missing; it must be equal to the header MCP-Protocol-Version");
        }
        if (header != envelope.Revision)
            return Mismatch($"{McpHeaders.Revision} is '{header}', but _meta says '{envelope.Revision}'");
        if (header != ProtocolRevision.R20260728)
            return Unsupported(header);
        if (!envelope.HasClientCapabilities)
            return new ProtocolError(400, -32602, "params._meta[\"io.modelcontextprotocol/clientCapabilities\"] is missing or no object");
        return ValidateMirrors(headers, message, envelope);
    }

    private static ProtocolError? ValidateMirrors(IHeaderDictionary headers, ReadOnlySpan<byte> message, in Envelope envelope)
    {
        if (Compare(headers, MethodHeader, envelope.Method!, mayBeEncoded: false) is { } method)
            return method;
        var isNamed = envelope.Method is Methods.ToolsCall or Methods.PromptsGet or Methods.ResourcesRead;
        var name = envelope.Method switch
        {
            Methods.ToolsCall or Methods.PromptsGet => envelope.Name,
            Methods.ResourcesRead => envelope.Uri,
            _ => default,
        };
        if (name.IsPresent && Text(name.Of(message)) is { } text)
            return Compare(headers, NameHeader, text, mayBeEncoded: true);
        // The worker says what is missing; but whoever routed by the header must not have been misled.
        return isNamed && headers.TryGetValue(NameHeader, out var named)
            ? Mismatch($"the header {NameHeader} is '{named}', but the body has no such string")
            : null;
    }

    private static string? Text(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private static ProtocolError? Compare(IHeaderDictionary headers, string name, string body, bool mayBeEncoded)
    {
        var values = headers[name];
        if (values.Count == 0)
            return Mismatch($"the header {name} is missing; it must be '{body}'");
        var value = mayBeEncoded ? Decode(values.ToString()) : values.ToString();
        return value == body ? null : Mismatch($"the header {name} is '{values}', but the body says '{body}'");
    }

    /// <summary>Opens the sentinel <c>=?base64?…?=</c>; null when what is in it is not Base64 of UTF-8.</summary>
    private static string? Decode(string value)
    {
        const string Prefix = "=?base64?";
        const string Suffix = "?=";
        if (!value.StartsWith(Prefix, StringComparison.Ordinal) || !value.EndsWith(Suffix, StringComparison.Ordinal)
            || value.Length < Prefix.Length + Suffix.Length)
        {
            return value;
        }
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value[Prefix.Length..^Suffix.Length], bytes, out var length))
            return null;
        return System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static ProtocolError Mismatch(string what) => new(400, HeaderMismatch, $"Header mismatch: {what}");

    private static ProtocolError Unsupported(string asked) => new(400, UnsupportedRevision, "Unsupported protocol version", json =>
    {
        json.WriteStartArray("supported"u8);
        foreach (var revision in ProtocolRevision.Served)
            json.WriteStringValue(revision);
        json.WriteEndArray();
        json.WriteString("requested"u8, asked);
    });
}
