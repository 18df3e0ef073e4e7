using ModelContextProtocol;

namespace ProductServer.Mcp;

/// <summary>A fault of this program, as opposed to one of the caller or of the database.</summary>
internal static partial class UnexpectedFault
{
    /// <summary>What the caller is told: nothing that could give something away.</summary>
    public const string Text = "The server failed in a way it should not; its log says how. Whether the call took effect is unknown.";

    /// <summary>Whether nobody has an answer for this one.</summary>
    public static bool Is(Exception exception) =>
        exception is not (OperationCanceledException or McpException or ToolRefusal or Database.DatabaseUnavailableException);

    /// <summary>Logs the fault with its stack, under what was asked for.</summary>
    public static void Log(IServiceProvider? services, string what, Exception fault)
    {
        if (services?.GetService<ILoggerFactory>() is { } loggers)
            LogFault(loggers.CreateLogger(typeof(UnexpectedFault).FullName!), what, fault);
    }

    [LoggerMessage(21, LogLevel.Error, "{What} failed")]
    private static partial void LogFault(ILogger logger, string what, Exception fault);
}
