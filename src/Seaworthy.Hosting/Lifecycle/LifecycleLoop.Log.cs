using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Lifecycle;

internal sealed partial class LifecycleLoop
{
    [LoggerMessage(EventId = EventIds.PhaseChanged, EventName = nameof(EventIds.PhaseChanged), Level = LogLevel.Information,
        Message = "{From} -> {To}: {Reason}")]
    private partial void LogPhaseChanged(LifecyclePhase from, LifecyclePhase to, string reason);

    [LoggerMessage(EventId = EventIds.StopBegan, EventName = nameof(EventIds.StopBegan), Level = LogLevel.Information,
        Message = "stopping ({Reason}): calls in flight: {InFlight}; they get at most {Budget}")]
    private partial void LogStopBegan(string reason, int inFlight, string budget);

    [LoggerMessage(EventId = EventIds.StopRepeated, EventName = nameof(EventIds.StopRepeated), Level = LogLevel.Information,
        Message = "{Reason}: already stopping, nothing changes")]
    private partial void LogStopRepeated(string reason);

    [LoggerMessage(EventId = EventIds.CallsCancelled, EventName = nameof(EventIds.CallsCancelled), Level = LogLevel.Warning,
        Message = "cancelling the calls that have not been answered: {InFlight}")]
    private partial void LogCancellingCalls(int inFlight);

    [LoggerMessage(EventId = EventIds.CallsAnsweredWithError, EventName = nameof(EventIds.CallsAnsweredWithError), Level = LogLevel.Warning,
        Message = "the time is up: answering the calls that are left with an error: {InFlight}")]
    private partial void LogAnsweringWithError(int inFlight);

    [LoggerMessage(EventId = EventIds.BudgetSpent, EventName = nameof(EventIds.BudgetSpent), Level = LogLevel.Error,
        Message = "ending now ({Reason}); calls that were not answered: {InFlight}. If they need longer, raise --shutdown-timeout and the platform's grace")]
    private partial void LogBudgetSpent(string reason, int inFlight);

    [LoggerMessage(EventId = EventIds.Stopped, EventName = nameof(EventIds.Stopped), Level = LogLevel.Information,
        Message = "stopped: {Answered} answered, {Cut} cut, {Seconds:0.00} s, exit {ExitCode}")]
    private partial void LogStopped(long answered, long cut, double seconds, int exitCode);

    [LoggerMessage(EventId = EventIds.CancellationCallbackFailed, EventName = nameof(EventIds.CancellationCallbackFailed), Level = LogLevel.Error,
        Message = "a callback of the shutdown tokens failed; the stop goes on")]
    private partial void LogCallbackFailed(Exception exception);

    [LoggerMessage(EventId = EventIds.LifecycleLoopFailed, EventName = nameof(EventIds.LifecycleLoopFailed), Level = LogLevel.Critical,
        Message = "the lifecycle loop failed; ending with exit 1")]
    private partial void LogLoopFailed(Exception exception);
}
