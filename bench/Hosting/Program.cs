using System.ComponentModel;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Seaworthy.Hosting;

// The same server twice: hosting-bench bare|seaworthy.
var isBare = args is ["bare"];
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
if (!isBare)
    builder.AddSeaworthy();
builder.Services.AddMcpServer().WithHttpTransport(http => http.SessionMode = HttpServerSessionMode.Stateless).WithTools<EchoTool>();
var app = builder.Build();
app.MapMcp("/mcp");
if (isBare)
{
    await app.RunAsync();
    return 0;
}
app.MapSeaworthy();
return await app.RunSeaworthyAsync();

[McpServerToolType]
internal sealed class EchoTool
{
    [McpServerTool(Name = "echo"), Description("Answers with its text.")]
    public static string Echo(string text) => text;
}
