using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seaworthy.Trial.Wire;

/// <summary>One TCP connection, with nothing in between that pools, retries, or hides how things end.</summary>
internal sealed class WireConnection : IDisposable
{
    private const int LongestLine = 64 * 1024;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private bool _closed;

    private WireConnection(Socket socket) => _socket = socket;

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nothing listens, or nobody can be reached.</exception>
    public static async Task<WireConnection> OpenAsync(IPEndPoint server, CancellationToken cancel)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancel);
            return new WireConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends all bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, cancel)..];
    }

    /// <summary>Reads a line without its end; null at the end of the connection.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancel)
    {
        var line = new List<byte>();
        while (line.Count < LongestLine)
        {
            if (_start == _end && !await FillAsync(cancel))
                return null;
            var feed = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            line.AddRange(_buffer.AsSpan(_start, (feed < 0 ? _end : feed) - _start));
            _start = feed < 0 ? _end : feed + 1;
            if (feed >= 0)
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
        }
        return "";
    }

    /// <summary>Reads at most so many bytes; empty at the end of the connection. Good until the next read.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(int most, CancellationToken cancel)
    {
        if (_start == _end && !await FillAsync(cancel))
            return default;
        var count = Math.Min(most, _end - _start);
        _start += count;
        return _buffer.AsMemory(_start - count, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        if (_closed)
            return false;
        _start = 0;
        _end = await _socket.ReceiveAsync(_buffer, cancel);
        _closed = _end == 0;
        return !_closed;
    }
}
