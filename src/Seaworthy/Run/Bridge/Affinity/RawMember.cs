using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>Handles as they were written, escapes included: they are only compared and passed on, and need not be valid text.</summary>
internal static class RawMember
{
    /// <summary>The string of an object's member; null when it is absent or no string.</summary>
    public static string? Read(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json is not [(byte)'{', ..])
            return null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return reader.TokenType == JsonTokenType.String ? Encoding.UTF8.GetString(reader.ValueSpan) : null;
            reader.Skip();
        }
        return null;
    }
}
