var builder = WebApplication.CreateSlimBuilder();
builder.AddSeaworthy();
builder.Services.AddMcpServer().WithHttpTransport(http => http.SessionMode = HttpServerSessionMode.Stateless).WithToolsFromAssembly();
var app = builder.Build();
app.MapSeaworthy();
app.MapMcp("/mcp");
return await app.RunSeaworthyAsync(args);
