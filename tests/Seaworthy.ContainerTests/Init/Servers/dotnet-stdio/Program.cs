using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Server;

var builder = Host.CreateApplicationBuilder(args);
// Standard output carries messages.
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<Tools>();
await builder.Build().RunAsync();

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
