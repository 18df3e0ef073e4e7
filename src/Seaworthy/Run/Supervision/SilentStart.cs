using System.Globalization;
using Microsoft.Extensions.Logging;
using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// Watches a worker that does not answer its handshake: when it listens on a port instead, it is an HTTP server, and the
/// operator is told so before the start timeout is over.
/// </summary>
internal sealed class SilentStart : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly int _pid;
    private readonly ILogger _log;
    private readonly ITimer _timer;

    public SilentStart(int pid, TimeProvider time, ILogger log)
    {
        (_pid, _log) = (pid, log);
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>What was found, to be added to the reason of the failure.</summary>
    public string Finding { get; private set; } = "";

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Finding.Length > 0 || ListeningPorts.Of(_pid) is not [var port, ..])
            return;
        Finding = string.Create(CultureInfo.InvariantCulture,
            $"; it listens on port {port} and is silent on stdio: it seems to speak HTTP. Set --upstream http://127.0.0.1:{port}/mcp, or start it in its stdio mode");
        SupervisionLog.SilentListener(_log, _pid, port);
    }
}
