using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Seaworthy.Processes;

namespace Seaworthy.Run.Upstream;

/// <summary>Waits until a server accepts connections and, if it has a health path, says that it is well.</summary>
internal sealed class UpstreamReadiness(int pid, UpstreamTarget target, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    private string? _healthFinding;
    private bool _wasClosed;
    private bool _isTaken;
    private bool _isForeign;

    /// <summary>What is waited for, as part of a sentence.</summary>
    public string Text => target.HealthPath is { } path
        ? $"it answered {target.At(path)} with 2xx"
        : $"it accepted connections at {target.Url.Authority}";

    /// <summary>What a failure to get there may come from.</summary>
    public string Finding { get; private set; } = "";

    public async Task WaitAsync(HttpMessageInvoker client, CancellationToken cancellation)
    {
        try
        {
            while (!await AcceptsAsync(cancellation).ConfigureAwait(false) || !await IsWellAsync(client, cancellation).ConfigureAwait(false))
                await Task.Delay(Interval, time, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Finding = _healthFinding ?? PortFinding();
            throw;
        }
    }

    /// <summary>Whether it answers its health path with anything, which it must have.</summary>
    public async Task<bool> IsAliveAsync(HttpMessageInvoker client, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target.At(target.HealthPath!));
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task<bool> AcceptsAsync(CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(target.Url.DnsSafeHost, target.Url.Port, cancellation).ConfigureAwait(false);
            return IsOwn();
        }
        catch (SocketException)
        {
            _wasClosed = true;
            return false;
        }
    }

    /// <summary>
    /// Whether it is our process that has the port. When another one had it already, the server will fail over it sooner or
    /// later, and to call it ready would send calls to a stranger. When the port was closed and somebody opened it after
    /// the start, that is the server with its listener out of sight (a container, say).
    /// </summary>
    private bool IsOwn()
    {
        if (ListeningPorts.Of(pid).Contains(target.Url.Port))
            return true;
        _isTaken = !_wasClosed;
        if (_wasClosed && !_isForeign)
            UpstreamLog.ForeignListener(log, pid, target.Url.Port);
        _isForeign = _wasClosed;
        return _isForeign;
    }

    private async Task<bool> IsWellAsync(HttpMessageInvoker client, CancellationToken cancellation)
    {
        if (target.HealthPath is not { } path)
            return true;
        using var limit = new CancellationTokenSource(AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target.At(path));
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            _healthFinding = string.Create(CultureInfo.InvariantCulture, $"; it last answered {(int)response.StatusCode} {response.ReasonPhrase}");
            return response.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private string PortFinding() => _isTaken
        ? "; another process had that port before it started"
        : ListeningPorts.Of(pid) is [var port, ..]
        ? string.Create(CultureInfo.InvariantCulture,
            $"; it listens on port {port} instead. Let it read PORT, which is {target.Port}, or set --upstream http://127.0.0.1:{port}{target.Url.AbsolutePath}")
        : "; it listens on no port";
}
