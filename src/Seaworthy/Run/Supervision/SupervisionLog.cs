using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Run.Supervision;

/// <summary>What is logged about workers.</summary>
internal static partial class SupervisionLog
{
    [LoggerMessage(EventIds.WorkerStarted, LogLevel.Information, "worker {Pid}: started")]
    public static partial void Started(ILogger log, int pid);

    [LoggerMessage(EventIds.WorkerReady, LogLevel.Information, "worker {Pid}: ready, {Server} {Version}, speaks {Revision}, after {Seconds:0.00} s")]
    public static partial void Ready(ILogger log, int pid, string server, string version, string revision, double seconds);

    [LoggerMessage(EventIds.WorkerDied, LogLevel.Error, "the worker ended: {Reason}. It is started again in {Wait}.{Stderr}")]
    public static partial void Died(ILogger log, string reason, string wait, string stderr);

    [LoggerMessage(EventIds.WorkerNeverReady, LogLevel.Critical, "the worker never became ready: {Reason}.{Stderr}")]
    public static partial void NeverReady(ILogger log, string reason, string stderr);

    [LoggerMessage(EventIds.WorkerStopped, LogLevel.Debug, "worker {Pid}: {Report}")]
    public static partial void Stopped(ILogger log, int pid, string report);

    [LoggerMessage(EventIds.WorkerStderr, LogLevel.Information, "worker {Pid} stderr: {Line}")]
    public static partial void Stderr(ILogger log, int pid, string line);

    [LoggerMessage(EventIds.WorkerLogMessage, LogLevel.Debug, "worker {Pid} log message: {Params}")]
    public static partial void WorkerLogMessage(ILogger log, int pid, string @params);

    [LoggerMessage(EventIds.WorkerNoise, LogLevel.Warning,
        "worker {Pid}: wrote something to stdout that is no MCP message ({Why}). It was kept from the clients; a server must log to stderr. It began: {Text}")]
    public static partial void Noise(ILogger log, int pid, string why, string text);

    [LoggerMessage(EventIds.WorkerMoreNoise, LogLevel.Debug, "worker {Pid}: {Count} lines on stdout were no MCP messages")]
    public static partial void MoreNoise(ILogger log, int pid, long count);

    [LoggerMessage(EventIds.WorkerOversizedMessage, LogLevel.Warning,
        "worker {Pid}: a message of {Length} bytes is over --max-message and was dropped (its call was answered with an error: {CallFound})")]
    public static partial void Oversized(ILogger log, int pid, long length, bool callFound);

    [LoggerMessage(EventIds.WorkerSilentListener, LogLevel.Warning,
        "worker {Pid}: listens on port {Port} and is silent on stdio: it seems to speak HTTP. Set --upstream http://127.0.0.1:{Port}/mcp, or start it in its stdio mode")]
    public static partial void SilentListener(ILogger log, int pid, int port);
}
