using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>Supplies the <c>_meta</c> that a 2026-07-28 worker requires and an older client does not send.</summary>
internal static class ModernMeta
{
    /// <summary>The <c>_meta</c> of a request of the bridge's own.</summary>
    public const string Own = "{" + Members + "}";

    /// <summary>The <c>_meta</c> of one that is about tasks.</summary>
    public const string OwnWithTasks = "{" + Sender + ",\"io.modelcontextprotocol/clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}";

    /// <summary>The whole <c>params</c> of a request of the bridge's own.</summary>
    public const string OwnParams = "{\"_meta\":" + Own + "}";

    private const string Members = Sender + ",\"io.modelcontextprotocol/clientCapabilities\":{}";

    private const string Sender =
        "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"," +
        "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"seaworthy\",\"version\":\"1\"}";

    private static readonly byte[] MemberBytes = System.Text.Encoding.UTF8.GetBytes(Members);

    /// <summary>The insertion that completes this request.</summary>
    /// <param name="message">A request of an older client.</param>
    /// <param name="envelope">Its envelope.</param>
    /// <param name="logLevel">From which level on the client wants to hear log messages, as JSON; empty when it wants none.</param>
    public static Edit Supply(ReadOnlySpan<byte> message, in Envelope envelope, ReadOnlySpan<byte> logLevel) => MetaMembers.Insert(
        message, envelope, logLevel.IsEmpty ? MemberBytes : [.. MemberBytes, .. ",\"io.modelcontextprotocol/logLevel\":"u8, .. logLevel]);
}
