using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Run.Supervision;

/// <summary>What is logged about workers.</summary>
internal static partial class SupervisionLog
{
    [LoggerMessage(EventIds.WorkerStarted, LogLevel.Information, "worker {Pid}: started",
        EventName = nameof(EventIds.WorkerStarted))]
    public static partial void Started(ILogger log, int pid);

    [LoggerMessage(EventIds.WorkerReady, LogLevel.Information, "worker {Pid}: ready, {Server} {Version}, speaks {Revision}, after {Seconds:0.00} s",
        EventName = nameof(EventIds.WorkerReady))]
    public static partial void Ready(ILogger log, int pid, string server, string version, string revision, double seconds);

    [LoggerMessage(EventIds.WorkerAskedAgain, LogLevel.Information,
        "worker {Pid}: {Reason}. It had been asked server/discover, which some servers of older revisions end on; it is started again at once and asked to initialize. --worker-revision saves that.{Stderr}",
        EventName = nameof(EventIds.WorkerAskedAgain))]
    public static partial void AskedAgain(ILogger log, int pid, string reason, string stderr);

    [LoggerMessage(EventIds.WorkerDied, LogLevel.Error, "{Reason}. It is started again in {Wait}.{Stderr}",
        EventName = nameof(EventIds.WorkerDied))]
    public static partial void Died(ILogger log, string reason, string wait, string stderr);

    [LoggerMessage(EventIds.WorkerDiedWhileStopping, LogLevel.Error, "{Reason}, while the server stops. It is not started again.{Stderr}",
        EventName = nameof(EventIds.WorkerDiedWhileStopping))]
    public static partial void DiedWhileStopping(ILogger log, string reason, string stderr);

    [LoggerMessage(EventIds.WorkerLostForGood, LogLevel.Critical, "giving up: {Reason}.{Stderr}",
        EventName = nameof(EventIds.WorkerLostForGood))]
    public static partial void LostForGood(ILogger log, string reason, string stderr);

    [LoggerMessage(EventIds.WorkerNeverReady, LogLevel.Critical, "giving up: {Reason}.{Stderr}",
        EventName = nameof(EventIds.WorkerNeverReady))]
    public static partial void NeverReady(ILogger log, string reason, string stderr);

    [LoggerMessage(EventIds.SubscriptionNotMoved, LogLevel.Warning,
        "worker {Pid}: does not take over the subscription to {Uri}, of which sessions will hear nothing until another worker is asked: {Answer}",
        EventName = nameof(EventIds.SubscriptionNotMoved))]
    public static partial void SubscriptionNotMoved(ILogger log, int pid, string uri, string answer);

    [LoggerMessage(EventIds.WorkerStopped, LogLevel.Debug, "worker {Pid}: {Report}",
        EventName = nameof(EventIds.WorkerStopped))]
    public static partial void Stopped(ILogger log, int pid, string report);

    [LoggerMessage(EventIds.WorkerStderr, LogLevel.Information, "worker {Pid} stderr: {Line}",
        EventName = nameof(EventIds.WorkerStderr))]
    public static partial void Stderr(ILogger log, int pid, string line);

    [LoggerMessage(EventIds.WorkerStderrDropped, LogLevel.Warning,
        "worker {Pid} stderr: {Count} more lines are not logged, it writes more than {PerSecond} a second",
        EventName = nameof(EventIds.WorkerStderrDropped))]
    public static partial void StderrDropped(ILogger log, int pid, long count, int perSecond);

    [LoggerMessage(EventIds.WorkerLogMessage, LogLevel.Debug, "worker {Pid} log message: {Params}",
        EventName = nameof(EventIds.WorkerLogMessage))]
    public static partial void WorkerLogMessage(ILogger log, int pid, string @params);

    [LoggerMessage(EventIds.WorkerNoise, LogLevel.Warning,
        "worker {Pid}: wrote something to stdout that is no MCP message ({Why}): {Text}. It and what may follow is kept from the clients and counted in /health as noise; let the server log to stderr",
        EventName = nameof(EventIds.WorkerNoise))]
    public static partial void Noise(ILogger log, int pid, string why, string text);

    [LoggerMessage(EventIds.WorkerMoreNoise, LogLevel.Debug, "worker {Pid}: {Count} lines on stdout were no MCP messages",
        EventName = nameof(EventIds.WorkerMoreNoise))]
    public static partial void MoreNoise(ILogger log, int pid, long count);

    [LoggerMessage(EventIds.WorkerOversizedMessage, LogLevel.Warning,
        "worker {Pid}: wrote a message of {Length}; --max-message allows {Limit}. It was dropped{Consequence}",
        EventName = nameof(EventIds.WorkerOversizedMessage))]
    public static partial void Oversized(ILogger log, int pid, string length, string limit, string consequence);

    [LoggerMessage(EventIds.WorkerSilentListener, LogLevel.Warning,
        "worker {Pid}: listens on port {Port} and is silent on stdio: it seems to speak HTTP. Set --upstream http://127.0.0.1:{Port}/mcp, or start it in its stdio mode",
        EventName = nameof(EventIds.WorkerSilentListener))]
    public static partial void SilentListener(ILogger log, int pid, int port);

    [LoggerMessage(EventIds.WorkerToolsUnknown, LogLevel.Debug, "the annotations of the tools are not known ({Reason}): none of their calls is repeated when a worker dies",
        EventName = nameof(EventIds.WorkerToolsUnknown))]
    public static partial void ToolsUnknown(ILogger log, string reason);

    [LoggerMessage(EventIds.WorkerProbeUnanswered, LogLevel.Warning, "worker {Pid}: does not answer ping, so that it is not noticed when it hangs while it has no calls",
        EventName = nameof(EventIds.WorkerProbeUnanswered))]
    public static partial void ProbeUnanswered(ILogger log, int pid);

    [LoggerMessage(EventIds.SupervisionFailed, LogLevel.Critical, "the supervision of the worker failed: draining, then exit 1",
        EventName = nameof(EventIds.SupervisionFailed))]
    public static partial void Failed(ILogger log, Exception exception);
}
