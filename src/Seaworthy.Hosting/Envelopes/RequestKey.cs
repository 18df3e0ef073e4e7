using System.Text;
using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>One key for all the ways to write the same request id: 1 and "1" differ, "a" and "\u0061" do not.</summary>
internal static class RequestKey
{
    /// <param name="id">The id as it was written, quotes included.</param>
    public static string Of(ReadOnlySpan<byte> id)
    {
        var reader = new Utf8JsonReader(id);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? $"s{reader.GetString()}" : $"n{Encoding.ASCII.GetString(id)}";
    }
}
