using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>
/// What a worker said about itself in its handshake, and how that is told to clients of either era: as the result of
/// <c>initialize</c> or of <c>server/discover</c>. Capabilities, server info and instructions pass as they were written.
/// </summary>
internal sealed class WorkerIdentity
{
    private readonly byte[] _result;
    private readonly Dictionary<string, Slice> _members;

    /// <param name="isModern">Whether it is the result of <c>server/discover</c>, not of <c>initialize</c>.</param>
    /// <param name="result">The <c>result</c> object, on one line.</param>
    public WorkerIdentity(bool isModern, byte[] result)
    {
        IsModern = isModern;
        _result = result;
        _members = Members(result, new Slice(0, result.Length));
        Revision = isModern ? ProtocolRevision.R20260728 : Text("protocolVersion") ?? ProtocolRevision.R20241105;
        if (ServerInfo() is { IsPresent: true } info)
        {
            var members = Members(result, info);
            Name = Text(members, "name");
            Version = Text(members, "version");
        }
    }

    public bool IsModern { get; }

    public string Revision { get; }

    /// <summary>The server's own name for itself, if it gave one.</summary>
    public string? Name { get; }

    public string? Version { get; }

    /// <summary>The result of <c>initialize</c> for a client that speaks <paramref name="revision"/>.</summary>
    public byte[] InitializeResult(string revision) => Write(json =>
    {
        json.WriteString("protocolVersion"u8, revision);
        WriteRaw(json, "capabilities", "capabilities", "{}");
        json.WritePropertyName("serverInfo"u8);
        json.WriteRawValue(ServerInfo() is { IsPresent: true } info ? info.Of(_result) : """{"name":"unknown","version":"0"}"""u8);
        WriteRaw(json, "instructions", "instructions", null);
    });

    /// <summary>The result of <c>server/discover</c>.</summary>
    public byte[] DiscoverResult() => IsModern ? _result : Write(json =>
    {
        json.WriteString("resultType"u8, "complete"u8);
        json.WriteStartArray("supportedVersions"u8);
        foreach (var revision in ProtocolRevision.Served)
            json.WriteStringValue(revision);
        json.WriteEndArray();
        WriteRaw(json, "capabilities", "capabilities", "{}");
        if (ServerInfo() is { IsPresent: true } info)
        {
            json.WriteStartObject("_meta"u8);
            json.WritePropertyName("io.modelcontextprotocol/serverInfo"u8);
            json.WriteRawValue(info.Of(_result));
            json.WriteEndObject();
        }
        WriteRaw(json, "instructions", "instructions", null);
        json.WriteNumber("ttlMs"u8, 0);
        json.WriteString("cacheScope"u8, "private"u8);
    });

    private Slice ServerInfo()
    {
        if (!IsModern)
            return _members.GetValueOrDefault("serverInfo");
        return _members.TryGetValue("_meta", out var meta)
            ? Members(_result, meta).GetValueOrDefault("io.modelcontextprotocol/serverInfo")
            : default;
    }

    private string? Text(string member) => Text(_members, member);

    private string? Text(Dictionary<string, Slice> members, string member)
    {
        if (!members.TryGetValue(member, out var slice))
            return null;
        var reader = new Utf8JsonReader(slice.Of(_result), new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private void WriteRaw(Utf8JsonWriter json, string name, string member, string? otherwise)
    {
        if (_members.TryGetValue(member, out var slice))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(slice.Of(_result));
        }
        else if (otherwise is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(otherwise);
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return output.ToArray();
    }

    /// <summary>Where each member of an object stands; none when it is no object.</summary>
    private static Dictionary<string, Slice> Members(byte[] json, Slice of)
    {
        var members = new Dictionary<string, Slice>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(of.Of(json), new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return members;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var value = Value.Skip(ref reader);
            members[name] = value with { Start = value.Start + of.Start };
        }
        return members;
    }
}
