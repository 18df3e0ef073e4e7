using System.Buffers;
using System.Text.Json;

namespace Seaworthy.Hosting.Mcp;

/// <summary>An event of a response that carries the answer of a request: the last one of the response.</summary>
internal static class AnswerEvent
{
    private static ReadOnlySpan<byte> Data => "data: "u8;

    /// <summary>
    /// Whether what the SDK writes is a whole event with an answer, and not with a notification or a request. It writes events
    /// one by one, and their JSON in one line.
    /// </summary>
    public static bool IsIn(ReadOnlySpan<byte> written)
    {
        var start = written.IndexOf(Data);
        return start >= 0 && written.EndsWith("\n\n"u8) && IsAnswer(written[(start + Data.Length)..]);
    }

    /// <summary>Writes one.</summary>
    /// <param name="message">The answer, without line breaks.</param>
    public static byte[] Write(ReadOnlySpan<byte> message) => [.. "event: message\n"u8, .. Data, .. message, .. "\n\n"u8];

    /// <summary>The first of the members that only one kind of message has decides; the SDK writes it first of all.</summary>
    private static bool IsAnswer(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("error"u8))
                    return true;
                if (reader.ValueTextEquals("method"u8) || !reader.Read() || !reader.TrySkip())
                    return false;
            }
        }
        catch (JsonException)
        {
            // Several lines of data, or none of ours: it is passed on like any other.
        }
        return false;
    }
}
