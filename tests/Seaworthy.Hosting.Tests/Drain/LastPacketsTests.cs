using System.Net;
using System.Net.Sockets;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

/// <summary>On real connections: what the kernel says of them is the point.</summary>
public sealed class LastPacketsTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpClient _client = new();
    private readonly TcpConnections _connections = new();
    private readonly LastPackets _packets;

    public LastPacketsTests() => _packets = new LastPackets(TimeProvider.System, _connections);

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public async Task What_the_other_side_has_not_taken_is_under_way_until_it_has()
    {
        using var server = await ConnectAsync();
        Assert.False(_connections.AreUnderWay([Port]));

        await FillAsync(server);
        Assert.True(_connections.AreUnderWay([Port]));
        Assert.False(_connections.AreUnderWay([Port + 1]));
        Assert.False(_connections.AreUnderWay([]));

        var confirmed = _packets.ConfirmedAsync([Port]);
        Assert.False(confirmed.IsCompleted);
        server.Shutdown(SocketShutdown.Send);
        await _client.GetStream().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await confirmed;
        Assert.False(_connections.AreUnderWay([Port]));
    }

    [Fact]
    public async Task Where_nobody_is_connected_nothing_is_waited_for()
    {
        using var server = await ConnectAsync();

        Assert.True(_packets.ConfirmedAsync([1]).IsCompletedSuccessfully);
        Assert.False(_packets.ConfirmedAsync([Port]).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_never_takes_it_is_not_waited_for()
    {
        using var server = await ConnectAsync();
        await FillAsync(server);
        var began = TimeProvider.System.GetTimestamp();

        await _packets.ConfirmedAsync([Port]);

        Assert.True(TimeProvider.System.GetElapsedTime(began) >= LastPackets.Patience);
        Assert.True(_connections.AreUnderWay([Port]));
    }

    public void Dispose()
    {
        _client.Dispose();
        _listener.Dispose();
    }

    private async Task<Socket> ConnectAsync()
    {
        _listener.Start();
        await _client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
        return await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends until the client's window is full: from then on the kernel holds what it cannot send.</summary>
    private static async Task FillAsync(Socket server)
    {
        server.Blocking = false;
        var piece = new byte[64 * 1024];
        while (true)
        {
            try
            {
                while (server.Send(piece) > 0)
                {
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
            {
                // Once more after a moment: what fits into the client's buffer goes there first.
                if (!await IsWritableAsync(server))
                    return;
            }
        }
    }

    private static async Task<bool> IsWritableAsync(Socket server)
    {
        await Task.Yield();
        return server.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite);
    }
}
