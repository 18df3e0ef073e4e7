using ModelContextProtocol.AspNetCore;
using ProductServer.Database;
using ProductServer.Mcp;
using ProductServer.Startup;
using Seaworthy.Hosting;

return await CommandLine.RunAsync(args, http: ServeHttpAsync, stdio: StdioServer.RunAsync);

static Task<int> ServeHttpAsync(string[] args)
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.AddSeaworthy();
    builder.UseQuietLog();
    builder.UseDefaultAddress();
    builder.AddProductDatabase();

    // Stateless: every request has all it needs, so that any replica can answer it and a restart loses nobody's session.
    builder.Services.AddProductMcp().WithHttpTransport(http => http.SessionMode = HttpServerSessionMode.Stateless);

    var app = builder.Build();
    app.MapSeaworthy();
    app.MapMcp("/mcp");
    return app.RunSeaworthyAsync(args);
}
