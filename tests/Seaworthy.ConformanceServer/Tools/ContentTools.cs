using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>One tool for each kind of content, one that fails, and one whose argument is mirrored in a header.</summary>
[McpServerToolType]
internal sealed class ContentTools
{
    [McpServerTool(Name = "test_simple_text"), Description("Answers with text.")]
    public static string Text() => "This is a simple text response for testing.";

    [McpServerTool(Name = "test_image_content"), Description("Answers with an image.")]
    public static ImageContentBlock Image() => new() { Data = Samples.Png, MimeType = "image/png" };

    [McpServerTool(Name = "test_audio_content"), Description("Answers with a sound.")]
    public static AudioContentBlock Audio() => new() { Data = Samples.Wav, MimeType = "audio/wav" };

    [McpServerTool(Name = "test_embedded_resource"), Description("Answers with a resource.")]
    public static EmbeddedResourceBlock Resource() => Embed("test://embedded-resource", "text/plain", "This is an embedded resource content.");

    [McpServerTool(Name = "test_multiple_content_types"), Description("Answers with text, an image and a resource.")]
    public static ContentBlock[] Several() =>
    [
        new TextContentBlock { Text = "Multiple content types test:" },
        Image(),
        Embed("test://mixed-content-resource", "application/json", """{"test":"data","value":123}"""),
    ];

    [McpServerTool(Name = "test_error_handling"), Description("Fails.")]
    public static string Error() => throw new ModelContextProtocol.McpException("This tool intentionally returns an error for testing");

    [McpServerTool(Name = "test_header_tool"), Description("Has an argument that 2026-07-28 mirrors in the header Mcp-Param-Region.")]
    public static string Header([McpHeader("Region")] string region, string query) => $"Executed in region {region}: {query}";

    private static EmbeddedResourceBlock Embed(string uri, string type, string text) =>
        new() { Resource = new TextResourceContents { Uri = uri, MimeType = type, Text = text } };
}
