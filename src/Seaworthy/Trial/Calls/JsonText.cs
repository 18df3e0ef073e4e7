using System.Text.Json;

namespace Seaworthy.Trial.Calls;

/// <summary>Strings as JSON.</summary>
internal static class JsonText
{
    /// <summary>The text in quotes, escaped.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
