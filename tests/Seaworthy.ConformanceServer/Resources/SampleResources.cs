using System.ComponentModel;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.ConformanceServer.Resources;

/// <summary>Text, bytes, a template, and one to subscribe to.</summary>
[McpServerResourceType]
internal sealed class SampleResources
{
    [McpServerResource(UriTemplate = "test://static-text", Name = "Static text", MimeType = "text/plain"), Description("Text.")]
    public static string Text() => "This is the content of the static text resource.";

    [McpServerResource(UriTemplate = "test://static-binary", Name = "Static bytes", MimeType = "image/png"), Description("An image.")]
    public static BlobResourceContents Bytes() => new() { Uri = "test://static-binary", MimeType = "image/png", Blob = Samples.Png };

    [McpServerResource(UriTemplate = "test://template/{id}/data", Name = "Template", MimeType = "application/json"), Description("Depends on its address.")]
    public static TextResourceContents Template(string id) => new()
    {
        Uri = $"test://template/{id}/data",
        MimeType = "application/json",
        Text = $$"""{"id":"{{JsonEncodedText.Encode(id)}}","templateTest":true,"data":"Data for ID: {{JsonEncodedText.Encode(id)}}"}""",
    };

    [McpServerResource(UriTemplate = "test://watched-resource", Name = "Watched", MimeType = "text/plain"), Description("Can be subscribed to.")]
    public static string Watched() => "Watched resource content";
}
