using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>Where a value begins and ends, read off a JSON reader.</summary>
internal static class Value
{
    /// <summary>The value that the reader stands on; leaves the reader on its last token.</summary>
    public static Slice Current(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Slice(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>The value of the property name that the reader stands on.</summary>
    public static Slice Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Current(ref reader);
    }

    /// <summary>The text of a JSON string; null when it is empty or something else.</summary>
    public static string? Text(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>Like <see cref="Current"/>, for values that are read as text later.</summary>
    /// <exception cref="InvalidOperationException">Half of a surrogate pair (<c>"\ud800"</c>), which is no text.</exception>
    public static Slice CurrentText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
            _ = reader.GetString();
        return Current(ref reader);
    }

    /// <summary>Like <see cref="Skip"/>, for values that are read as text later.</summary>
    /// <exception cref="InvalidOperationException">Half of a surrogate pair (<c>"\ud800"</c>), which is no text.</exception>
    public static Slice SkipText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return CurrentText(ref reader);
    }
}
