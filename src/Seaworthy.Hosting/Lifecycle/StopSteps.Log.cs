using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Lifecycle;

internal sealed partial class StopSteps
{
    [LoggerMessage(EventId = EventIds.StopStepFailed, EventName = nameof(EventIds.StopStepFailed), Level = LogLevel.Error,
        Message = "could not stop {Step} cleanly")]
    private partial void LogFailed(string step, Exception exception);

    [LoggerMessage(EventId = EventIds.StopStepUnfinished, EventName = nameof(EventIds.StopStepUnfinished), Level = LogLevel.Error,
        Message = "the shutdown budget is spent and these have not ended: {Steps}; leaving them behind")]
    private partial void LogUnfinished(string steps);
}
