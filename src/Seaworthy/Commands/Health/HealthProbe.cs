using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Commands.Health;

/// <summary>
/// One GET over a plain socket. HttpClient brings connection pools, proxies and certificates that a probe every few
/// seconds does not need.
/// </summary>
internal static class HealthProbe
{
    private const int LongestAnswer = 64 * 1024;

    /// <summary>Asks; never throws for what a server or a network does.</summary>
    public static async Task<HealthAnswer> AskAsync(Uri url, TimeSpan timeout, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            EndPoint server = IPAddress.TryParse(url.IdnHost, out var address)
                ? new IPEndPoint(address, url.Port)
                : new DnsEndPoint(url.IdnHost, url.Port);
            await socket.ConnectAsync(server, deadline.Token).ConfigureAwait(false);
            await SendAsync(socket, url, deadline.Token).ConfigureAwait(false);
            return Read(await ReceiveAsync(socket, deadline.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            return HealthAnswer.None($"{(socket.Connected ? "no answer" : "no connection")} within {DurationText.Format(timeout)}");
        }
        catch (SocketException exception)
        {
            return HealthAnswer.None(exception.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "connection refused: nothing listens there",
                SocketError.HostNotFound or SocketError.TryAgain => $"the host {url.IdnHost} is not known",
                SocketError.ConnectionReset => "the connection was reset",
                _ => exception.Message,
            });
        }
    }

    /// <summary>HTTP/1.0, so that the answer is never chunked and ends with the connection.</summary>
    private static async Task SendAsync(Socket socket, Uri url, CancellationToken cancel)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET {url.PathAndQuery} HTTP/1.0\r\nHost: {url.Authority}\r\nUser-Agent: seaworthy-health\r\nConnection: close\r\n\r\n");
        for (var sent = 0; sent < request.Length;)
            sent += await socket.SendAsync(request.AsMemory(sent), cancel).ConfigureAwait(false);
    }

    private static async Task<string> ReceiveAsync(Socket socket, CancellationToken cancel)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
        }
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static HealthAnswer Read(string answer)
    {
        // "HTTP/1.1 200 OK": the status is what stands behind the first space.
        var line = answer.Split("\r\n", 2)[0].Split(' ');
        var status = 0;
        var understood = line[0].StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length > 1
            && int.TryParse(line[1], NumberStyles.None, CultureInfo.InvariantCulture, out status);
        if (!understood)
            return HealthAnswer.None(answer.Length == 0 ? "the connection was closed without an answer" : "the answer is not HTTP");
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return new(status, head < 0 ? "" : answer[(head + 4)..], null);
    }
}
