using ModelContextProtocol.AspNetCore;
using ProductServer.Database;
using ProductServer.Mcp;
using ProductServer.Startup;

try
{
    var command = CommandLine.Parse(args);
    if (command.Help)
    {
        Console.WriteLine(CommandLine.HelpText);
        return 0;
    }

    if (command.Stdio)
        return await StdioServer.RunAsync();

    var builder = WebApplication.CreateSlimBuilder([.. command.HostArguments]);
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    builder.UseDefaultAddress();
    builder.AddProductDatabase();
    builder.Services.AddProductMcp().WithHttpTransport(http => http.SessionMode = HttpServerSessionMode.Stateless);

    var app = builder.Build();
    app.MapHealthChecks("/health/ready");
    app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
    app.MapMcp("/mcp");
    await app.RunAsync();
    return 0;
}
catch (BadConfigurationException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
