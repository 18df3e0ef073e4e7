using System.Buffers;
using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>Writes <c>notifications/cancelled</c>.</summary>
internal static class CancelledMessage
{
    public static ReadOnlySpan<byte> Write(ReadOnlySpan<byte> requestId, string reason)
    {
        var output = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteString("method"u8, Methods.Cancelled);
            json.WriteStartObject("params"u8);
            json.WritePropertyName("requestId"u8);
            json.WriteRawValue(requestId);
            json.WriteString("reason"u8, reason);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.WrittenSpan;
    }
}
