using System.Text.Json;

namespace Seaworthy.Run.Bridge.Envelopes;

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
}
