using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ProductServer.Tests.Serving;

/// <summary>Tool calls with their arguments as JSON, the way a model writes them.</summary>
internal static class ToolCalls
{
    public static async Task<CallToolResult> CallAsync(this McpClient client, string tool, string arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        return await client.CallToolAsync(tool,
            json.RootElement.EnumerateObject().ToDictionary(one => one.Name, one => (object?)one.Value.Clone()),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>The structured result of a call that must succeed.</summary>
    public static async Task<JsonElement> ResultAsync(this McpClient client, string tool, string arguments)
    {
        var result = await client.CallAsync(tool, arguments);
        Assert.True(result.IsError is not true, result.Text());
        return result.StructuredContent!.Value;
    }

    /// <summary>The text of a call that must be refused.</summary>
    public static async Task<string> ErrorAsync(this McpClient client, string tool, string arguments)
    {
        var result = await client.CallAsync(tool, arguments);
        Assert.True(result.IsError, result.Text());
        return result.Text();
    }

    private static string Text(this CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
}
