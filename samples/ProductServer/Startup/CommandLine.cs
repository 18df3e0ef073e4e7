namespace ProductServer.Startup;

/// <summary>What was asked for on the command line.</summary>
internal sealed record CommandLine(bool Stdio, bool Help, IReadOnlyList<string> HostArguments)
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string HelpText =
        """
        product-server: a product catalogue as an MCP server

          ProductServer              serve MCP over HTTP at http://127.0.0.1:3000/mcp (in a container on 0.0.0.0)
          ProductServer --stdio      serve MCP over stdin and stdout; the log goes to stderr
          ProductServer health       ask the running server whether it is healthy: exit 0 or 1

        Environment:
          DATABASE_URL        postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=require; unset: SQLite
          DATABASE_URL_FILE   a file that has it, instead
          DATA_DIR            the folder of the SQLite file: /data in a container, else ~/.local/share/product-server
          ASPNETCORE_URLS     where to listen; or PORT, or ASPNETCORE_HTTP_PORTS
        """;

    // ASP.NET Core's own, in the form in which test hosts pass them.
    private static readonly string[] HostOptions = ["--urls=", "--environment=", "--contentRoot=", "--applicationName="];

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="BadConfigurationException">One is not known.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var own = arguments.Where(argument => !HostOptions.Any(option => argument.StartsWith(option, StringComparison.Ordinal))).ToArray();
        var unknown = own.FirstOrDefault(argument => argument is not ("--stdio" or "--help" or "-h"));
        return unknown is null
            ? new(own.Contains("--stdio"), own.Contains("--help") || own.Contains("-h"), [.. arguments.Except(own)])
            : throw new BadConfigurationException($"Unknown argument '{unknown}'. There are --stdio, --help and health.");
    }
}
