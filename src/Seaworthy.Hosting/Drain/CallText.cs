using System.Text.Json;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Drain;

/// <summary>A call in a line of the log: <c>tools/call search_products</c>.</summary>
internal static class CallText
{
    /// <summary>Enough for every name that is seriously given; the rest is somebody's joke in our log.</summary>
    private const int LongestName = 80;

    /// <param name="method">The method.</param>
    /// <param name="name">The tool, the prompt or the resource, if there is one.</param>
    public static string Of(string method, string? name) =>
        UsageText.Printable(name is null ? method : $"{method} {(name.Length > LongestName ? name[..LongestName] : name)}");

    /// <param name="method">The method.</param>
    /// <param name="nameJson">The name as it was written, quotes included; empty when there is none.</param>
    public static string OfJson(string method, ReadOnlySpan<byte> nameJson)
    {
        if (nameJson.IsEmpty)
            return Of(method, null);
        var reader = new Utf8JsonReader(nameJson);
        reader.Read();
        return Of(method, reader.TokenType == JsonTokenType.String ? reader.GetString() : null);
    }
}
