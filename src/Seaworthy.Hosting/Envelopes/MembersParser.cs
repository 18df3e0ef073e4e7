using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>Reads the members of one message object; the reader stands on its opening brace.</summary>
internal ref struct MembersParser
{
    private static readonly string[] Names = ["jsonrpc", "id", "method", "params", "result", "error"];

    private bool _version;
    private bool _idIsValid;
    private bool _hasMethod;
    private string? _fault;
    private string? _method;
    private Slice _id;
    private Slice _params;
    private Slice _result;
    private Slice _error;
    private ParamsParser _inner;

    public Envelope Parse(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("jsonrpc"u8))
                ReadVersion(ref reader);
            else if (reader.ValueTextEquals("id"u8))
                ReadId(ref reader);
            else if (reader.ValueTextEquals("method"u8))
                ReadMethod(ref reader);
            else if (reader.ValueTextEquals("params"u8))
                ReadParams(ref reader);
            else if (reader.ValueTextEquals("result"u8))
                _result = Once(_result, Value.Skip(ref reader), "result");
            else if (reader.ValueTextEquals("error"u8))
                ReadError(ref reader);
            else
                SkipOther(ref reader);
        }
        return Judge();
    }

    private void ReadVersion(ref Utf8JsonReader reader)
    {
        reader.Read();
        _version = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
        reader.Skip();
    }

    private void ReadId(ref Utf8JsonReader reader)
    {
        reader.Read();
        _idIsValid = reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
        _id = Once(_id, Value.CurrentText(ref reader), "id");
    }

    private void ReadMethod(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_hasMethod)
            _fault ??= "the member 'method' occurs twice";
        _hasMethod = true;
        if (reader.TokenType == JsonTokenType.String)
            _method = Methods.Read(ref reader);
        else
            _fault ??= "the member 'method' is not a string";
        reader.Skip();
    }

    private void ReadParams(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (_params.IsPresent)
            _fault ??= "the member 'params' occurs twice";
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            _inner.Parse(ref reader);
            _params = new Slice(start, (int)reader.BytesConsumed - start);
            _fault ??= _inner.Fault;
        }
        else
        {
            _fault ??= "the member 'params' is not an object";
            reader.Skip();
        }
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        var error = Value.Skip(ref reader);
        // Serialisers that write every member say "error":null beside a result.
        if (reader.TokenType != JsonTokenType.Null)
            _error = Once(_error, error, "error");
    }

    private void SkipOther(ref Utf8JsonReader reader)
    {
        if (LookAlike.IsOneOf(ref reader, Names))
            _fault ??= $"the member '{reader.GetString()}' differs only in case from one of JSON-RPC";
        Value.Skip(ref reader);
    }

    private Slice Once(Slice before, Slice now, string name)
    {
        if (before.IsPresent)
            _fault ??= $"the member '{name}' occurs twice";
        return now;
    }

    private readonly Envelope Judge()
    {
        var kind = (_hasMethod, _id.IsPresent, _result.IsPresent || _error.IsPresent) switch
        {
            (true, true, false) => MessageKind.Request,
            (true, false, false) => MessageKind.Notification,
            (false, true, true) => MessageKind.Response,
            _ => MessageKind.Invalid,
        };
        var fault = _fault
            ?? (_version ? null : "the member 'jsonrpc' is not \"2.0\"")
            ?? (_id.IsPresent && !_idIsValid && kind != MessageKind.Response ? "the member 'id' is neither a string nor a number" : null)
            ?? (_result.IsPresent && _error.IsPresent ? "the message has both a result and an error" : null)
            ?? (kind == MessageKind.Invalid ? "the message is neither a request, nor a notification, nor a response" : null);
        return new Envelope
        {
            Kind = fault is null ? kind : MessageKind.Invalid,
            Fault = fault,
            Id = _idIsValid ? _id : default,
            Method = _method,
            Params = _params,
            Meta = _inner.Meta,
            ProgressToken = kind == MessageKind.Request ? _inner.MetaProgressToken : _inner.ProgressToken,
            Name = _inner.Name,
            Uri = _inner.Uri,
            TaskId = _inner.TaskId,
            Arguments = _inner.Arguments,
            RequestId = _inner.RequestId,
            SubscriptionId = _inner.SubscriptionId,
            Revision = _inner.MetaRevision ?? _inner.Revision,
            IsModern = _inner.MetaRevision is not null,
            ClientCapabilities = _inner.ClientCapabilities,
            LogLevel = _inner.LogLevel,
            Result = _result,
            Error = _error,
        };
    }
}
