var builder = WebApplication.CreateBuilder(args);
builder.AddSeaworthy();
builder.Services.AddMcpServer().WithHttpTransport(options => options.Stateless = true).WithToolsFromAssembly();
var app = builder.Build();
app.MapMcp("/mcp");
app.Run();
