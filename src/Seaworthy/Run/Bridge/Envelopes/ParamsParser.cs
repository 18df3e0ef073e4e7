using System.Text.Json;

namespace Seaworthy.Run.Bridge.Envelopes;

/// <summary>Reads the members of <c>params</c> and of its <c>_meta</c> that a bridge must know.</summary>
internal ref struct ParamsParser
{
    public string? Fault { get; private set; }
    public Slice Meta { get; private set; }
    public Slice MetaProgressToken { get; private set; }
    public Slice ProgressToken { get; private set; }
    public Slice Name { get; private set; }
    public Slice Uri { get; private set; }
    public Slice RequestId { get; private set; }
    public Slice SubscriptionId { get; private set; }
    public string? MetaRevision { get; private set; }
    public string? Revision { get; private set; }
    public bool HasClientCapabilities { get; private set; }

    public void Parse(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("_meta"u8))
                ParseMeta(ref reader);
            else if (reader.ValueTextEquals("name"u8))
                Name = Once(Name, Value.Skip(ref reader), "params.name");
            else if (reader.ValueTextEquals("uri"u8))
                Uri = Once(Uri, Value.Skip(ref reader), "params.uri");
            else if (reader.ValueTextEquals("progressToken"u8))
                ProgressToken = Once(ProgressToken, Value.Skip(ref reader), "params.progressToken");
            else if (reader.ValueTextEquals("requestId"u8))
                RequestId = Once(RequestId, Value.Skip(ref reader), "params.requestId");
            else if (reader.ValueTextEquals("protocolVersion"u8))
                Revision = ReadString(ref reader);
            else
                Value.Skip(ref reader);
        }
    }

    private void ParseMeta(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (Meta.IsPresent)
            Fault ??= "the member 'params._meta' occurs twice";
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fault ??= "the member 'params._meta' is not an object";
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("progressToken"u8))
                MetaProgressToken = Once(MetaProgressToken, Value.Skip(ref reader), "params._meta.progressToken");
            else if (reader.ValueTextEquals("io.modelcontextprotocol/protocolVersion"u8))
                MetaRevision = ReadString(ref reader) ?? "";
            else if (reader.ValueTextEquals("io.modelcontextprotocol/clientCapabilities"u8))
                HasClientCapabilities = ReadIsObject(ref reader);
            else if (reader.ValueTextEquals("io.modelcontextprotocol/subscriptionId"u8))
                SubscriptionId = Value.Skip(ref reader);
            else
                Value.Skip(ref reader);
        }
        Meta = new Slice(start, (int)reader.BytesConsumed - start);
    }

    private Slice Once(Slice before, Slice now, string name)
    {
        if (before.IsPresent)
            Fault ??= $"the member '{name}' occurs twice";
        return now;
    }

    private static bool ReadIsObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        return isObject;
    }

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return text;
    }
}
