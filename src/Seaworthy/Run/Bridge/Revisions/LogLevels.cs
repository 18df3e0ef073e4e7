using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>The levels of log messages, which are the same in every revision.</summary>
internal static class LogLevels
{
    /// <summary>All of them, for an error.</summary>
    public const string All = "debug, info, notice, warning, error, critical, alert, emergency";

    /// <summary>Whether a value is one.</summary>
    public static bool Has(ReadOnlySpan<byte> json) =>
        Value.Text(json) is "debug" or "info" or "notice" or "warning" or "error" or "critical" or "alert" or "emergency";

    /// <summary>The level in the <c>params</c> of <c>logging/setLevel</c>, as JSON; null when there is none.</summary>
    public static byte[]? Read(ReadOnlySpan<byte> parameters)
    {
        if (parameters is not [(byte)'{', ..])
            return null;
        try
        {
            return Find(parameters);
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws for half of a surrogate pair in a string that is read as text.
            return null;
        }
    }

    private static byte[]? Find(ReadOnlySpan<byte> parameters)
    {
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLevel = reader.ValueTextEquals("level"u8);
            var value = Value.Skip(ref reader);
            if (isLevel)
                return Has(value.Of(parameters)) ? value.Of(parameters).ToArray() : null;
        }
        return null;
    }
}
