using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>The HTTP headers that say what a message belongs to.</summary>
internal static class McpHeaders
{
    /// <summary>The session, up to 2025-11-25.</summary>
    public const string Session = "Mcp-Session-Id";

    /// <summary>The revision of the protocol, since 2025-06-18.</summary>
    public const string Revision = "MCP-Protocol-Version";

    /// <summary>Whether a message is of 2026-07-28 or newer: its <c>_meta</c> decides, or else its header.</summary>
    public static bool IsModern(IHeaderDictionary headers, in Envelope envelope) =>
        envelope.IsModern || string.CompareOrdinal(headers[Revision].ToString(), ProtocolRevision.R20260728) >= 0;
}
