using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using Seaworthy.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddSeaworthy();
builder.Services.AddMcpServer().WithHttpTransport().WithTools<Tools>();

var app = builder.Build();
app.MapSeaworthy();
app.MapMcp("/mcp");
return await app.RunSeaworthyAsync(args);

[McpServerToolType]
internal sealed class Tools
{
    [McpServerTool(Name = "echo", ReadOnly = true, OpenWorld = false), Description("Gives the text back")]
    public static string Echo(string text) => text;

    [McpServerTool(Name = "sleep", ReadOnly = true, OpenWorld = false), Description("Answers after a while")]
    public static async Task<string> Sleep(int ms, IProgress<ProgressNotificationValue> progress, CancellationToken cancellation)
    {
        progress.Report(new ProgressNotificationValue { Progress = 0, Total = 1 });
        await Task.Delay(ms, cancellation);
        return $"slept {ms} ms";
    }
}
