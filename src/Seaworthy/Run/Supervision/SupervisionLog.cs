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

    [LoggerMessage(EventIds.WorkerDied, LogLevel.Error, "the worker ended: {Reason}. It is started again in {Wait}.{Stderr}",
        EventName = nameof(EventIds.WorkerDied))]
    public static partial void Died(ILogger log, string reason, string wait, string stderr);

    [LoggerMessage(EventIds.WorkerNeverReady, LogLevel.Critical, "the worker never became ready: {Reason}.{Stderr}",
        EventName = nameof(EventIds.WorkerNeverReady))]
    public static partial void NeverReady(ILogger log, string reason, string stderr);

    [LoggerMessage(EventIds.WorkerStopped, LogLevel.Debug, "worker {Pid}: {Report}",
        EventName = nameof(EventIds.WorkerStopped))]
    public static partial void Stopped(ILogger log, int pid, string report);

    [LoggerMessage(EventIds.WorkerStderr, LogLevel.Information, "worker {Pid} stderr: {Line}",
        EventName = nameof(EventIds.WorkerStderr))]
    public static partial void Stderr(ILogger log, int pid, string line);

    [LoggerMessage(EventIds.WorkerLogMessage, LogLevel.Debug, "worker {Pid} log message: {Params}",
        EventName = nameof(EventIds.WorkerLogMessage))]
    public static partial void WorkerLogMessage(ILogger log, int pid, string @params);

    [LoggerMessage(EventIds.WorkerNoise, LogLevel.Warning,
        "worker {Pid}: wrote something to stdout that is no MCP message ({Why}). It was kept from the clients; a server must log to stderr. It began: {Text}",
        EventName = nameof(EventIds.WorkerNoise))]
    public static partial void Noise(ILogger log, int pid, string why, string text);

    [LoggerMessage(EventIds.WorkerMoreNoise, LogLevel.Debug, "worker {Pid}: {Count} lines on stdout were no MCP messages",
        EventName = nameof(EventIds.WorkerMoreNoise))]
    public static partial void MoreNoise(ILogger log, int pid, long count);

    [LoggerMessage(EventIds.WorkerOversizedMessage, LogLevel.Warning,
        "worker {Pid}: a message of {Length} bytes is over --max-message and was dropped (its call was answered with an error: {CallFound})",
        EventName = nameof(EventIds.WorkerOversizedMessage))]
    public static partial void Oversized(ILogger log, int pid, long length, bool callFound);

    [LoggerMessage(EventIds.WorkerSilentListener, LogLevel.Warning,
        "worker {Pid}: listens on port {Port} and is silent on stdio: it seems to speak HTTP. Set --upstream http://127.0.0.1:{Port}/mcp, or start it in its stdio mode",
        EventName = nameof(EventIds.WorkerSilentListener))]
    public static partial void SilentListener(ILogger log, int pid, int port);
}
