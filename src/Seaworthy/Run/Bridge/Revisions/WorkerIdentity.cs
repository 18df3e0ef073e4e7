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
    private readonly Dictionary<string, Slice> _capabilities;
    private readonly HashSet<(string Capability, string Flag)> _flags = [];
    private readonly HashSet<string> _versions = new(StringComparer.Ordinal);
    private byte[]? _discoverResult;

    /// <param name="isModern">Whether it is the result of <c>server/discover</c>, not of <c>initialize</c>.</param>
    /// <param name="result">The <c>result</c> object, on one line.</param>
    public WorkerIdentity(bool isModern, byte[] result)
    {
        IsModern = isModern;
        _result = result;
        _members = Members(result, new Slice(0, result.Length));
        _capabilities = _members.TryGetValue("capabilities", out var capabilities) ? Members(result, capabilities) : [];
        ReadCapabilities();
        ReadVersions();
        MayHaveTasks = capabilities.Of(result).IndexOf("tasks\""u8) >= 0;
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

    /// <summary>Whether it declared tasks, as a capability or as an extension.</summary>
    public bool MayHaveTasks { get; }

    /// <summary>Whether it declared a capability.</summary>
    public bool Has(string capability) => _capabilities.ContainsKey(capability);

    /// <summary>The result of <c>initialize</c> for a client that speaks <paramref name="revision"/>.</summary>
    public byte[] InitializeResult(string revision) => Write(json =>
    {
        json.WriteString("protocolVersion"u8, revision);
        WriteRaw(json, "capabilities", "capabilities", "{}");
        json.WritePropertyName("serverInfo"u8);
        json.WriteRawValue(ServerInfo() is { IsPresent: true } info ? info.Of(_result) : """{"name":"unknown","version":"0"}"""u8);
        WriteRaw(json, "instructions", "instructions", null);
    });

    /// <summary>Whether its <c>server/discover</c> result names this revision.</summary>
    public bool Supports(string revision) => _versions.Contains(revision);

    /// <summary>Whether a flag of one of its capabilities is set: <c>tools</c>, <c>listChanged</c>.</summary>
    public bool Declares(string capability, string flag) => _flags.Contains((capability, flag));

    /// <summary>The result of <c>server/discover</c>: what the worker said, but for the revisions: the bridge serves more of them.</summary>
    public byte[] DiscoverResult() => _discoverResult ??= IsModern ? WithServedVersions() : Write(json =>
    {
        json.WriteString("resultType"u8, "complete"u8);
        WriteServedVersions(json);
        WriteCapabilities(json);
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

    private byte[] WithServedVersions() => Write(json =>
    {
        foreach (var member in _members.Keys)
        {
            if (member == "supportedVersions")
                WriteServedVersions(json);
            else
                WriteRaw(json, member, member, null);
        }
    });

    private static void WriteServedVersions(Utf8JsonWriter json)
    {
        json.WriteStartArray("supportedVersions"u8);
        foreach (var revision in ProtocolRevision.Served)
            json.WriteStringValue(revision);
        json.WriteEndArray();
    }

    /// <summary>Without the tasks of 2025-11-25, which those of 2026-07-28 have nothing but the name in common with.</summary>
    private void WriteCapabilities(Utf8JsonWriter json)
    {
        json.WriteStartObject("capabilities"u8);
        foreach (var (name, value) in _capabilities)
        {
            if (name == "tasks")
                continue;
            json.WritePropertyName(name);
            json.WriteRawValue(value.Of(_result));
        }
        json.WriteEndObject();
    }

    /// <summary>Every text in what is read here is read once, now: half of a surrogate pair in one is the handshake's fault, not a client's.</summary>
    private void ReadCapabilities()
    {
        foreach (var (capability, value) in _capabilities)
        {
            foreach (var (flag, set) in Members(_result, value))
            {
                if (set.Of(_result).SequenceEqual("true"u8))
                    _flags.Add((capability, flag));
            }
        }
    }

    private void ReadVersions()
    {
        if (!_members.TryGetValue("supportedVersions", out var slice))
            return;
        var reader = new Utf8JsonReader(slice.Of(_result), new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 1)
                _versions.Add(reader.GetString()!);
        }
    }

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
