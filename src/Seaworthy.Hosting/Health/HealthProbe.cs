using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Health;

/// <summary>
/// One GET over a socket of its own. HttpClient brings connection pools and proxies that a probe every few seconds does
/// not need.
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
            var stream = await OpenAsync(socket, url, deadline.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(Request(url), deadline.Token).ConfigureAwait(false);
                return Read(await ReceiveAsync(stream, deadline.Token).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException)
        {
            return HealthAnswer.None($"{(socket.Connected ? "no answer" : "no connection")} within {DurationText.Format(timeout)}");
        }
        catch (AuthenticationException exception)
        {
            return HealthAnswer.None($"TLS failed: {exception.Message}");
        }
        catch (SocketException exception)
        {
            return HealthAnswer.None(Describe(exception, url));
        }
        catch (IOException exception)
        {
            return HealthAnswer.None(exception.InnerException is SocketException inner ? Describe(inner, url) : exception.Message);
        }
    }

    private static async Task<Stream> OpenAsync(Socket socket, Uri url, CancellationToken cancel)
    {
        var plain = new NetworkStream(socket);
        if (url.Scheme != Uri.UriSchemeHttps)
            return plain;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = url.IdnHost,
            // On loopback nobody is in between, and no certificate is made out to 127.0.0.1: any will do there.
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
                errors == SslPolicyErrors.None || socket.RemoteEndPoint is IPEndPoint peer && IsLoopback(peer.Address),
        }, cancel).ConfigureAwait(false);
        return secure;
    }

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static string Describe(SocketException exception, Uri url) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused: nothing listens there",
        SocketError.HostNotFound or SocketError.TryAgain => $"the host {url.IdnHost} is not known",
        SocketError.ConnectionReset => "the connection was reset",
        _ => exception.Message,
    };

    /// <summary>HTTP/1.0, so that the answer is never chunked and ends with the connection.</summary>
    private static byte[] Request(Uri url) => Encoding.ASCII.GetBytes(
        $"GET {url.PathAndQuery} HTTP/1.0\r\nHost: {url.Authority}\r\nUser-Agent: seaworthy-health\r\nConnection: close\r\n\r\n");

    private static async Task<string> ReceiveAsync(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
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
