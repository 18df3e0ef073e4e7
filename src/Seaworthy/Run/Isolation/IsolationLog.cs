using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Run.Isolation;

/// <summary>What is logged about the processes of single sessions.</summary>
internal static partial class IsolationLog
{
    [LoggerMessage(EventIds.SessionWorkerReady, LogLevel.Information,
        "worker {Pid}: serves a session of its own, {Server} {Version}, speaks {Revision}, initialised in {Seconds:0.00} s",
        EventName = nameof(EventIds.SessionWorkerReady))]
    public static partial void Ready(ILogger log, int pid, string server, string version, string revision, double seconds);

    [LoggerMessage(EventIds.SessionWorkerDied, LogLevel.Error,
        "the worker {Pid} of a session: {Reason}. {Next}.{Stderr}",
        EventName = nameof(EventIds.SessionWorkerDied))]
    public static partial void Died(ILogger log, int pid, string reason, string next, string stderr);

    [LoggerMessage(EventIds.SessionWorkerEnded, LogLevel.Information, "worker {Pid}: its session has ended ({Why})",
        EventName = nameof(EventIds.SessionWorkerEnded))]
    public static partial void Ended(ILogger log, int pid, string why);

    [LoggerMessage(EventIds.SpareWorkerDied, LogLevel.Warning, "a spare worker ended before it had a session: {Reason}. The next one is started in {Wait}",
        EventName = nameof(EventIds.SpareWorkerDied))]
    public static partial void SpareDied(ILogger log, string reason, string wait);

    [LoggerMessage(EventIds.SessionNotReplayed, LogLevel.Warning, "worker {Pid}: refused {Method} of the session that it took over: {Answer}",
        EventName = nameof(EventIds.SessionNotReplayed))]
    public static partial void NotReplayed(ILogger log, int pid, string method, string answer);
}
