using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>Finds out which call a message answered of which only the two ends were kept, or can be read.</summary>
internal static class OversizedMessage
{
    /// <summary>
    /// The id of the answer: servers write it either before the large result or after it. Null when it cannot be told, or when
    /// the message is no answer. A wrong guess would end somebody else's call, so neither an id inside the result nor that
    /// of a stray object is taken.
    /// </summary>
    public static long? FindId(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        var (isAnswer, hasId, id) = ReadHead(head);
        if (!isAnswer)
            return null;
        return hasId ? id : FromTail(tail);
    }

    public static CallError Error(long length, long limit) => new(-32603, "message_too_large", CallOutcome.Unknown,
        $"The server's answer has {SizeText.Format(length)}; at most {SizeText.Format(limit)} are passed on (--max-message).");

    private static (bool IsAnswer, bool HasId, long? Id) ReadHead(ReadOnlySpan<byte> head)
    {
        var (isAnswer, hasId, id) = (false, false, (long?)null);
        var reader = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth }));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (reader.ValueTextEquals("method"u8))
                    return default;
                isAnswer |= reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("error"u8);
                if (reader.ValueTextEquals("id"u8) && reader.Read())
                    (hasId, id) = (true, WorkerCall.TryParseId(reader.ValueSpan, out var read) ? read : null);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON any further, or a name with half of a surrogate pair, which cannot be compared: what came before still counts.
        }
        return (isAnswer, hasId, id);
    }

    /// <summary>Only at the very end of the message, where nothing is open any more but the message itself.</summary>
    private static long? FromTail(ReadOnlySpan<byte> tail)
    {
        var at = tail.LastIndexOf("\"id\":"u8);
        if (at < 0)
            return null;
        var rest = tail[(at + "\"id\":"u8.Length)..].Trim(" \t\r"u8);
        var end = rest.IndexOfAny(",}"u8);
        if (end < 0 || !WorkerCall.TryParseId(rest[..end].TrimEnd((byte)' '), out var id))
            return null;
        return Encoding.UTF8.GetString(rest[end..]).Replace(" ", "", StringComparison.Ordinal) is "}" or ",\"jsonrpc\":\"2.0\"}" ? id : null;
    }
}
