using System.Text.Json;

namespace Seaworthy.StubServer.Protocol;

/// <summary>What differs between revisions.</summary>
internal sealed class Dialect(string? only)
{
    public const string Modern = "2026-07-28";
    public const int UnsupportedVersion = -32022;

    private const string NewestLegacy = "2025-11-25";
    private static readonly string[] Legacy = ["2024-11-05", "2025-03-26", "2025-06-18", NewestLegacy];

    public bool IsModern { get; } = only == Modern;

    /// <summary>The revision that answers <c>initialize</c>: what was asked for, when it is spoken.</summary>
    public string Negotiate(string? asked) => only ?? (Legacy.Contains(asked) ? asked! : NewestLegacy);

    /// <summary>The error for a request without the metadata that the modern revision demands of each.</summary>
    public byte[]? Refuse(Request request)
    {
        if (!IsModern)
            return null;
        var version = request.Param("_meta", Request.VersionKey)?.GetString();
        if (version is null || request.Param("_meta", Request.CapabilitiesKey) is null)
            return Message.Error(request.Id, Message.InvalidParams, $"_meta lacks {Request.VersionKey} or {Request.CapabilitiesKey}");
        return version == Modern ? null : Message.Error(request.Id, UnsupportedVersion, "Unsupported protocol version", json =>
        {
            Message.WriteRaw(json, "supported", $"""["{Modern}"]""");
            json.WriteString("requested", version);
        });
    }

    /// <summary>A result with what the revision wants in every one.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="members">What the method returns.</param>
    /// <param name="cacheable">Lists, reads and discover carry for how long they hold.</param>
    public byte[] Result(string id, Action<Utf8JsonWriter> members, bool cacheable = false) => Message.Result(id, json =>
    {
        members(json);
        if (!IsModern)
            return;

        json.WriteString("resultType", "complete");
        Message.WriteRaw(json, "_meta", $$"""{"io.modelcontextprotocol/serverInfo":{{McpServer.Identity}}}""");
        if (!cacheable)
            return;

        json.WriteNumber("ttlMs", 60_000);
        json.WriteString("cacheScope", "public");
    });
}
