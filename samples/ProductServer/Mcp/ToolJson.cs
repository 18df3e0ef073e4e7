using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;

namespace ProductServer.Mcp;

/// <summary>How tools read their arguments and write their results.</summary>
internal static class ToolJson
{
    /// <summary>Our types first, then those of the protocol.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(ProductJson.Default.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(ProductJson.Default, McpJsonUtilities.DefaultOptions.TypeInfoResolver),

            // The results are read by models, not by browsers: "Chef's Knife" and not "Chef\u0027s Knife".
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly();
        return options;
    }
}
