using System.Text.Json;

namespace Seaworthy.StubServer.Protocol;

/// <summary>JSON-RPC messages, written by hand: one line each, without its end.</summary>
internal static class Message
{
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int ParseError = -32700;

    public static byte[] Result(string id, Action<Utf8JsonWriter> members) => Write(json =>
    {
        WriteId(json, id);
        json.WriteStartObject("result");
        members(json);
        json.WriteEndObject();
    });

    public static byte[] Error(string? id, int code, string text, Action<Utf8JsonWriter>? data = null) => Write(json =>
    {
        WriteId(json, id ?? "null");
        json.WriteStartObject("error");
        json.WriteNumber("code", code);
        json.WriteString("message", text);
        if (data is not null)
        {
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    public static byte[] Notification(string method, Action<Utf8JsonWriter> members) => Write(json =>
    {
        json.WriteString("method", method);
        json.WriteStartObject("params");
        members(json);
        json.WriteEndObject();
    });

    public static byte[] Request(string id, string method, Action<Utf8JsonWriter> members) => Write(json =>
    {
        WriteId(json, id);
        json.WriteString("method", method);
        json.WriteStartObject("params");
        members(json);
        json.WriteEndObject();
    });

    public static void WriteRaw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ReplaceLineEndings(""));
    }

    private static void WriteId(Utf8JsonWriter json, string id) => WriteRaw(json, "id", id);

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            members(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
