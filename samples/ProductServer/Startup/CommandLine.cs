namespace ProductServer.Startup;

/// <summary>Which way the server is to run.</summary>
internal static class CommandLine
{
    private const int Usage = 2;

    private const string Help =
        """
        ProductServer            serve a product catalogue as MCP over HTTP at http://127.0.0.1:3000/mcp (in a container on 0.0.0.0)
        ProductServer --stdio    serve it over stdin and stdout; the log goes to stderr
        ProductServer health     ask the running server whether it is healthy: exit 0 or 1

        Environment:
          DATABASE_URL        postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=require; unset: SQLite
          DATABASE_URL_FILE   a file that has it, instead
          DATA_DIR            the folder of the SQLite file: /data in a container that has it, else ~/.local/share/product-server
          ASPNETCORE_URLS     where to listen; or PORT, or ASPNETCORE_HTTP_PORTS
          SEAWORTHY_...       the settings of Seaworthy.Hosting
        """;

    /// <summary>Runs the server that the arguments ask for; the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Func<string[], Task<int>> http, Func<Task<int>> stdio)
    {
        try
        {
            switch (args)
            {
                case [] or ["health", ..]:
                    return await http(args);
                case ["--stdio"]:
                    return await stdio();
                case ["--help" or "-h"]:
                    Console.WriteLine(Help);
                    return 0;
                default:
                    throw new BadConfigurationException($"'{string.Join(' ', args)}' is not understood. There are --stdio, --help and health.");
            }
        }
        catch (BadConfigurationException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return Usage;
        }
    }
}
