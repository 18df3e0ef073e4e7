using ProductServer.Database;
using ProductServer.Mcp;

namespace ProductServer.Startup;

/// <summary>The same server for one client on stdin and stdout; ends when stdin does.</summary>
internal static class StdioServer
{
    /// <summary>Serves until the client leaves.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddEnvironmentVariables();

        // stdout belongs to the protocol.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("ModelContextProtocol", LogLevel.Warning);

        builder.AddProductDatabase();
        builder.Services.AddProductMcp().WithStdioServerTransport();
        using var host = builder.Build();

        // Before the host starts, which would log a mistake in the configuration with its stack.
        _ = host.Services.GetRequiredService<IDatabase>();
        await host.RunAsync();
        return 0;
    }
}
