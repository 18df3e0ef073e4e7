using System.Buffers.Text;
using System.Text.Json;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Bridge.Envelopes;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>Finds out which call a message answered of which only the two ends were kept.</summary>
internal static class OversizedMessage
{
    /// <summary>
    /// Reads the members before the large one, or else takes the last <c>"id":</c> of the message: servers write their id
    /// either before the result or after it.
    /// </summary>
    public static long? FindId(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, Func<long, bool> isCall)
    {
        if (FromHead(head) is { } early && isCall(early))
            return early;
        var at = tail.LastIndexOf("\"id\":"u8);
        return at >= 0 && Utf8Parser.TryParse(tail[(at + 5)..].TrimStart((byte)' '), out long late, out _) && isCall(late) ? late : null;
    }

    public static CallError Error(long length, long limit) => new(-32603, "message_too_large", CallOutcome.Unknown,
        $"The server's answer has {SizeText.Format(length)}; at most {SizeText.Format(limit)} are passed on (--max-message).");

    private static long? FromHead(ReadOnlySpan<byte> head)
    {
        var reader = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth }));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("id"u8))
                    continue;
                return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? id : null;
            }
        }
        catch (JsonException)
        {
            // Not JSON from the start: no call of ours.
        }
        return null;
    }
}
