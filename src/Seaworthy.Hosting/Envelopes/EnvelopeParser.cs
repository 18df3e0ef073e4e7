using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>
/// Finds the envelope of a message in one pass over its bytes. The bytes must be valid UTF-8.
/// </summary>
/// <remarks>
/// A member that the bridge acts on may occur only once: parsers differ in which of two they take, and the worker might
/// act on another id than the bridge (request smuggling, one layer up).
/// </remarks>
internal static class EnvelopeParser
{
    /// <summary>Deeper messages are refused, so that no input can exhaust a stack on the way.</summary>
    public const int MaxDepth = 256;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    public static Envelope Parse(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message, ReaderOptions);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Skip();
                return End(ref reader, new Envelope { Kind = MessageKind.Batch });
            }
            if (reader.TokenType != JsonTokenType.StartObject)
                return Bad("the message is not a JSON object");
            return End(ref reader, new MembersParser().Parse(ref reader));
        }
        catch (JsonException e)
        {
            return new Envelope { IsParseError = true, Fault = $"not valid JSON: {e.Message}" };
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for half of a surrogate pair (\ud800) in a string that is read as text.
            return new Envelope { IsParseError = true, Fault = "not valid JSON: a string is not valid Unicode" };
        }
    }

    private static Envelope End(ref Utf8JsonReader reader, Envelope envelope)
    {
        reader.Read();
        return envelope;
    }

    private static Envelope Bad(string fault) => new() { Fault = fault };
}
