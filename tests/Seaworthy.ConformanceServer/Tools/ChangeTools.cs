using System.ComponentModel;
using ModelContextProtocol.Server;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>Tools that change what the server has, of which it tells whoever listens.</summary>
[McpServerToolType]
internal sealed class ChangeTools
{
    [McpServerTool(Name = "test_trigger_tool_change"), Description("Adds a tool, or takes it away.")]
    public static string Tool(McpServer server)
    {
        var tools = server.ServerOptions.ToolCollection!;
        return tools.TryGetPrimitive("test_added", out var added)
            ? $"removed: {tools.Remove(added)}"
            : $"added: {tools.TryAdd(McpServerTool.Create(() => "I was added.", new() { Name = "test_added", Description = "Comes and goes." }))}";
    }

    [McpServerTool(Name = "test_trigger_prompt_change"), Description("Adds a prompt, or takes it away.")]
    public static string Prompt(McpServer server)
    {
        var prompts = server.ServerOptions.PromptCollection!;
        return prompts.TryGetPrimitive("test_added", out var added)
            ? $"removed: {prompts.Remove(added)}"
            : $"added: {prompts.TryAdd(McpServerPrompt.Create(() => "I was added.", new() { Name = "test_added", Description = "Comes and goes." }))}";
    }
}
