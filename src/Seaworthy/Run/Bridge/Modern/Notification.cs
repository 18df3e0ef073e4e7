using System.Buffers;
using System.Text.Json;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>Writes notifications of the bridge's own.</summary>
internal static class Notification
{
    public static ReadOnlySpan<byte> Write(string method, Action<Utf8JsonWriter>? parameters = null)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteString("method"u8, method);
            if (parameters is not null)
            {
                json.WriteStartObject("params"u8);
                parameters(json);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return output.WrittenSpan;
    }
}
