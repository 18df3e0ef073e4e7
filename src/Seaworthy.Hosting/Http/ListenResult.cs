using System.Buffers;

namespace Seaworthy.Hosting.Http;

/// <summary>The result that ends <c>subscriptions/listen</c> cleanly, with the subscription that it ends (2026-07-28).</summary>
internal static class ListenResult
{
    public static ReadOnlyMemory<byte> Write(byte[] id)
    {
        var result = new ArrayBufferWriter<byte>(128);
        result.Write("{\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":"u8);
        result.Write(id);
        result.Write("}}"u8);
        return ErrorMessage.WriteResult(id, result.WrittenSpan);
    }
}
