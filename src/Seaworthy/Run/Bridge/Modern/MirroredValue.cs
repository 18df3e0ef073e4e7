using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>A primitive argument, and how a header says the same.</summary>
/// <param name="Text">The header's value before it is encoded.</param>
/// <param name="Number">Its value when it is a number that a decimal holds; numbers are equal however they are written.</param>
internal sealed record MirroredValue(string Text, decimal? Number)
{
    /// <summary>The value that the reader stands on; null for null, and for what is no primitive: the worker says what is wrong with that.</summary>
    public static MirroredValue? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => new MirroredValue(reader.GetString()!, null),
        JsonTokenType.True => new MirroredValue("true", null),
        JsonTokenType.False => new MirroredValue("false", null),
        JsonTokenType.Number => new MirroredValue(Encoding.ASCII.GetString(reader.ValueSpan), reader.TryGetDecimal(out var number) ? number : null),
        _ => null,
    };

    /// <summary>Whether a header of this value repeats it.</summary>
    public bool IsSaidBy(string header) => header == Text
        || Number is { } number && decimal.TryParse(header, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value == number;
}
