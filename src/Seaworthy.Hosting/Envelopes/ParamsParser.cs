using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>Reads the members of <c>params</c> and of its <c>_meta</c> that a bridge must know.</summary>
internal ref struct ParamsParser
{
    private static readonly string[] Names = ["_meta", "name", "uri", "taskId", "arguments", "progressToken", "requestId"];
    private static readonly string[] MetaNames = ["progressToken"];

    private bool _hasCapabilities;

    public string? Fault { get; private set; }
    public Slice Meta { get; private set; }
    public Slice MetaProgressToken { get; private set; }
    public Slice ProgressToken { get; private set; }
    public Slice Name { get; private set; }
    public Slice Uri { get; private set; }
    public Slice TaskId { get; private set; }
    public Slice Arguments { get; private set; }
    public Slice RequestId { get; private set; }
    public Slice SubscriptionId { get; private set; }
    public string? MetaRevision { get; private set; }
    public string? Revision { get; private set; }
    public Slice ClientCapabilities { get; private set; }
    public Slice LogLevel { get; private set; }

    public void Parse(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("_meta"u8))
                ParseMeta(ref reader);
            else if (reader.ValueTextEquals("name"u8))
                Name = Once(Name, Value.SkipText(ref reader), "params.name");
            else if (reader.ValueTextEquals("uri"u8))
                Uri = Once(Uri, Value.SkipText(ref reader), "params.uri");
            else if (reader.ValueTextEquals("arguments"u8))
                Arguments = Once(Arguments, Value.Skip(ref reader), "params.arguments");
            else if (reader.ValueTextEquals("taskId"u8))
                TaskId = Once(TaskId, Value.SkipText(ref reader), "params.taskId");
            else if (reader.ValueTextEquals("progressToken"u8))
                ProgressToken = Once(ProgressToken, Value.Skip(ref reader), "params.progressToken");
            else if (reader.ValueTextEquals("requestId"u8))
                RequestId = Once(RequestId, Value.SkipText(ref reader), "params.requestId");
            else if (reader.ValueTextEquals("protocolVersion"u8))
                Revision = ReadString(ref reader);
            else
                SkipOther(ref reader, Names);
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
                ReadToken(ref reader);
            else if (reader.ValueTextEquals("io.modelcontextprotocol/protocolVersion"u8))
                ReadRevision(ref reader);
            else if (reader.ValueTextEquals("io.modelcontextprotocol/clientCapabilities"u8))
                ReadCapabilities(ref reader);
            else if (reader.ValueTextEquals("io.modelcontextprotocol/subscriptionId"u8))
                SubscriptionId = Once(SubscriptionId, Value.Skip(ref reader), "params._meta[\"io.modelcontextprotocol/subscriptionId\"]");
            else if (reader.ValueTextEquals("io.modelcontextprotocol/logLevel"u8))
                LogLevel = Once(LogLevel, Value.SkipText(ref reader), "params._meta[\"io.modelcontextprotocol/logLevel\"]");
            else
                SkipOther(ref reader, MetaNames);
        }
        Meta = new Slice(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>Anything but a string or a number is no token (null, above all): the worker gets it as it is.</summary>
    private void ReadToken(ref Utf8JsonReader reader)
    {
        var token = Value.Skip(ref reader);
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            MetaProgressToken = Once(MetaProgressToken, token, "params._meta.progressToken");
    }

    private void ReadRevision(ref Utf8JsonReader reader)
    {
        if (MetaRevision is not null)
            Fault ??= "the member 'params._meta[\"io.modelcontextprotocol/protocolVersion\"]' occurs twice";
        MetaRevision = ReadString(ref reader) ?? "";
    }

    private void ReadCapabilities(ref Utf8JsonReader reader)
    {
        if (_hasCapabilities)
            Fault ??= "the member 'params._meta[\"io.modelcontextprotocol/clientCapabilities\"]' occurs twice";
        _hasCapabilities = true;
        var capabilities = Value.Skip(ref reader);
        // A skipped object leaves the reader on its closing brace.
        ClientCapabilities = reader.TokenType == JsonTokenType.EndObject ? capabilities : default;
    }

    private void SkipOther(ref Utf8JsonReader reader, string[] names)
    {
        if (LookAlike.IsOneOf(ref reader, names))
            Fault ??= $"the member 'params.{reader.GetString()}' differs only in case from one of MCP";
        Value.Skip(ref reader);
    }

    private Slice Once(Slice before, Slice now, string name)
    {
        if (before.IsPresent)
            Fault ??= $"the member '{name}' occurs twice";
        return now;
    }

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return text;
    }
}
