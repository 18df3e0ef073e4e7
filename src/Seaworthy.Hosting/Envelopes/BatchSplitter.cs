using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>Finds the messages of a JSON-RPC batch (2025-03-26: workers may write arrays).</summary>
internal static class BatchSplitter
{
    public static IReadOnlyList<Slice> Split(ReadOnlySpan<byte> batch)
    {
        var messages = new List<Slice>();
        var reader = new Utf8JsonReader(batch, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            messages.Add(Value.Current(ref reader));
        return messages;
    }
}
