using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Lifecycle;

internal sealed partial class SeaworthyLifetime
{
    [LoggerMessage(EventId = EventIds.UnhandledException, EventName = nameof(EventIds.UnhandledException), Level = LogLevel.Critical,
        Message = "unhandled exception: draining, then exit 1")]
    private partial void LogUnhandledException(Exception exception);

    [LoggerMessage(EventId = EventIds.UnhandledExceptionHookTaken, EventName = nameof(EventIds.UnhandledExceptionHookTaken), Level = LogLevel.Warning,
        Message = "this process has set its own handler for unhandled exceptions, so they will not drain. " +
            "Remove the call of ExceptionHandling.SetUnhandledExceptionHandler")]
    private partial void LogHookTaken();

    [LoggerMessage(EventId = EventIds.ExitForced, EventName = nameof(EventIds.ExitForced), Level = LogLevel.Critical,
        Message = "the drain is over but a hosted service does not stop; ending the process with exit {ExitCode}. " +
            "Make its StopAsync honour its token")]
    private partial void LogExitForced(int exitCode);
}
