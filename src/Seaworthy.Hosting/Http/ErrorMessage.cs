using System.Buffers;
using System.Text.Json;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Http;

/// <summary>Writes JSON-RPC messages of the bridge's own.</summary>
internal static class ErrorMessage
{
    /// <param name="id">The id as JSON; empty when there is none, which JSON-RPC writes as null.</param>
    /// <param name="error">The error.</param>
    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> id, ProtocolError error) => Write(id, error.Code, error.Message, error.Data);

    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> id, CallError error) => Write(id, error.Code, error.Message, json =>
    {
        json.WriteString("reason"u8, error.Reason);
        json.WriteString("outcome"u8, error.OutcomeText);
        if (error.RetryAfter is { } wait)
            json.WriteNumber("retryAfterMs"u8, (long)wait.TotalMilliseconds);
    });

    /// <summary>An answer with a result that is JSON already.</summary>
    public static ReadOnlyMemory<byte> WriteResult(ReadOnlySpan<byte> id, ReadOnlySpan<byte> result)
    {
        var output = new ArrayBufferWriter<byte>(id.Length + result.Length + 64);
        output.Write("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        output.Write(id);
        output.Write(",\"result\":"u8);
        output.Write(result);
        output.Write("}"u8);
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> id, int code, string message, Action<Utf8JsonWriter>? data)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WritePropertyName("id"u8);
        json.WriteRawValue(id.IsEmpty ? "null"u8 : id);
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, code);
        json.WriteString("message"u8, message);
        if (data is not null)
        {
            json.WriteStartObject("data"u8);
            data(json);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }
}
