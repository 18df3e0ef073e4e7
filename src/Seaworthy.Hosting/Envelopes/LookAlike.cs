using System.Text;
using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>
/// Finds member names that differ from one of the envelope's only in case. Servers in Go, and others, read JSON without
/// regard to case and take the last: <c>"id":1,"ID":7</c> would make such a worker answer call 7, which is another client's.
/// </summary>
internal static class LookAlike
{
    /// <summary>Whether the property name that the reader stands on reads like one of <paramref name="names"/>.</summary>
    public static bool IsOneOf(ref Utf8JsonReader reader, ReadOnlySpan<string> names)
    {
        if (reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan))
            return IsOneOf(Fold(reader.GetString()!), names);
        foreach (var name in names)
        {
            if (Ascii.EqualsIgnoreCase(reader.ValueSpan, name))
                return true;
        }
        return false;
    }

    private static bool IsOneOf(string text, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(text, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>The two characters outside ASCII that fold to letters in it: long s and the Kelvin sign.</summary>
    private static string Fold(string text) => text.Replace('\u017f', 's').Replace('\u212a', 'k');
}
