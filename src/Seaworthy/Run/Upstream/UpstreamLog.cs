using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Run.Upstream;

/// <summary>What is logged about workers that serve HTTP themselves.</summary>
internal static partial class UpstreamLog
{
    [LoggerMessage(EventIds.UpstreamReady, LogLevel.Information, "worker {Pid}: ready, serves {Url}, after {Seconds:0.00} s",
        EventName = nameof(EventIds.UpstreamReady))]
    public static partial void Ready(ILogger log, int pid, Uri url, double seconds);

    [LoggerMessage(EventIds.UpstreamStdout, LogLevel.Information, "worker {Pid} stdout: {Line}",
        EventName = nameof(EventIds.UpstreamStdout))]
    public static partial void Stdout(ILogger log, int pid, string line);

    [LoggerMessage(EventIds.UpstreamForeignListener, LogLevel.Warning,
        "worker {Pid}: port {Port} is open, but none of its processes listens on it. Calls go there all the same; check --upstream",
        EventName = nameof(EventIds.UpstreamForeignListener))]
    public static partial void ForeignListener(ILogger log, int pid, int port);
}
