using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>Supplies the <c>_meta</c> that a 2026-07-28 worker requires and an older client does not send.</summary>
internal static class ModernMeta
{
    private const string Members =
        "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"," +
        "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"seaworthy\",\"version\":\"1\"}," +
        "\"io.modelcontextprotocol/clientCapabilities\":{}";

    private static readonly byte[] BeforeMembers = System.Text.Encoding.UTF8.GetBytes(Members + ",");
    private static readonly byte[] InEmptyMeta = System.Text.Encoding.UTF8.GetBytes(Members);
    private static readonly byte[] BeforeParams = System.Text.Encoding.UTF8.GetBytes($"\"_meta\":{{{Members}}},");
    private static readonly byte[] InEmptyParams = System.Text.Encoding.UTF8.GetBytes($"\"_meta\":{{{Members}}}");
    private static readonly byte[] WithoutParams = System.Text.Encoding.UTF8.GetBytes($",\"params\":{{\"_meta\":{{{Members}}}}}");

    /// <summary>The whole <c>params</c> of a request of the bridge's own.</summary>
    public const string OwnParams = "{\"_meta\":{" + Members + "}}";

    /// <summary>The insertion that completes this request.</summary>
    public static Edit Supply(ReadOnlySpan<byte> message, in Envelope envelope)
    {
        if (envelope.Meta.IsPresent)
            return Edit.Insert(envelope.Meta.Start + 1, IsEmptyObject(envelope.Meta.Of(message)) ? InEmptyMeta : BeforeMembers);
        if (envelope.Params.IsPresent)
            return Edit.Insert(envelope.Params.Start + 1, IsEmptyObject(envelope.Params.Of(message)) ? InEmptyParams : BeforeParams);
        return Edit.Insert(envelope.Id.End, WithoutParams);
    }

    private static bool IsEmptyObject(ReadOnlySpan<byte> json) => json[1..^1].Trim(" \t\r\n"u8).IsEmpty;
}
