using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.ConformanceServer.Prompts;

/// <summary>One prompt for each kind of content.</summary>
[McpServerPromptType]
internal sealed class SimplePrompts
{
    [McpServerPrompt(Name = "test_simple_prompt"), Description("Text.")]
    public static string Simple() => "This is a simple prompt for testing.";

    [McpServerPrompt(Name = "test_prompt_with_arguments"), Description("Text with arguments.")]
    public static string WithArguments([Description("The first argument.")] string arg1, [Description("The second argument.")] string arg2) =>
        $"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'";

    [McpServerPrompt(Name = "test_prompt_with_embedded_resource"), Description("A resource.")]
    public static PromptMessage[] WithResource([Description("What to embed.")] string resourceUri) =>
    [
        Say(new EmbeddedResourceBlock
        {
            Resource = new TextResourceContents { Uri = resourceUri, MimeType = "text/plain", Text = "Embedded resource content for testing." },
        }),
        Say(new TextContentBlock { Text = "Please process the embedded resource above." }),
    ];

    [McpServerPrompt(Name = "test_prompt_with_image"), Description("An image.")]
    public static PromptMessage[] WithImage() =>
    [
        Say(new ImageContentBlock { Data = Samples.Png, MimeType = "image/png" }),
        Say(new TextContentBlock { Text = "Please analyze the image above." }),
    ];

    private static PromptMessage Say(ContentBlock content) => new() { Role = Role.User, Content = content };
}
