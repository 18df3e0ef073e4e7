using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seaworthy.ProcessTests.Http;

/// <summary>
/// One TCP connection to an HTTP server, with nothing in between that retries, pools or hides how things end.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Uri _url;
    private readonly TcpClient _client;
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private bool _closed;

    private RawConnection(Uri url, TcpClient client)
    {
        _url = url;
        _client = client;
    }

    /// <summary>Connects; throws a <see cref="SocketException"/> when nothing listens.</summary>
    public static async Task<RawConnection> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        var client = new TcpClient(AddressFamily.InterNetwork) { NoDelay = true };
        try
        {
            await client.ConnectAsync(IPAddress.Parse(url.Host), url.Port, cancellationToken);
            return new RawConnection(url, client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request.</summary>
    public async Task SendAsync(RawRequest request, CancellationToken cancellationToken) =>
        await _client.Client.SendAsync(request.ToBytes(_url), cancellationToken);

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await _client.Client.SendAsync(bytes, cancellationToken);

    /// <summary>Says that nothing more will be sent, and goes on receiving.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a reset, as a client that crashes does.</summary>
    public void Reset()
    {
        _client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Client.Close();
    }

    /// <summary>Reads the response head; null when the connection was closed without one.</summary>
    public async Task<RawResponse?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not { } statusLine)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        return new RawResponse(this, int.Parse(statusLine.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers);
    }

    /// <summary>Waits until the other side closes an idle connection; false when it resets it.</summary>
    public async Task<bool> ReadCloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FillAsync(cancellationToken) ? throw new InvalidOperationException("Bytes came that nobody asked for.") : true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Reads a line without its end; null at the end of the connection.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
                return null;
            var feed = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            line.AddRange(_buffer.AsSpan(_start, (feed < 0 ? _end : feed) - _start));
            _start = feed < 0 ? _end : feed + 1;
            if (feed >= 0)
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
        }
    }

    /// <summary>Reads at most so many bytes; none at the end of the connection.</summary>
    public async Task<byte[]> ReadAsync(int most, CancellationToken cancellationToken)
    {
        if (_start == _end && !await FillAsync(cancellationToken))
            return [];
        var count = Math.Min(most, _end - _start);
        var bytes = _buffer.AsSpan(_start, count).ToArray();
        _start += count;
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_closed)
            return false;
        _start = 0;
        _end = await _client.Client.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
        _closed = _end == 0;
        return !_closed;
    }
}
