using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seaworthy.Tests.Trial.Wire;

/// <summary>Takes one connection, reads one request, and does with the connection what a test wants.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private RawServer() => _listener.Start();

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>The request as it came; complete once the connection was taken.</summary>
    public Task<string> Request { get; private set; } = Task.FromResult("");

    /// <summary>A server that writes bytes, and then closes the connection or resets it.</summary>
    public static RawServer Saying(string bytes, bool reset = false) => Doing(async socket =>
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(bytes));
        // What is closed with linger 0 is reset; what the client has not read until then is lost, so it gets a moment.
        if (reset)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            socket.LingerState = new LingerOption(true, 0);
        }
    });

    public static RawServer Doing(Func<Socket, Task> act)
    {
        var server = new RawServer();
        server.Request = server.ServeAsync(act);
        return server;
    }

    public void Dispose() => _listener.Dispose();

    private async Task<string> ServeAsync(Func<Socket, Task> act)
    {
        using var socket = await _listener.AcceptSocketAsync();
        var buffer = new byte[64 * 1024];
        var request = Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
        await act(socket);
        return request;
    }
}
