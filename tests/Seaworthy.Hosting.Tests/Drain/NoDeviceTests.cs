using System.Net;
using System.Net.Sockets;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

/// <summary>On real sockets: what they do is the kernel's.</summary>
public class NoDeviceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    public async Task Who_came_before_is_served_and_who_comes_after_is_refused(string address, string from)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other kernels have no such option.");
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var listener = new Socket(IPAddress.Parse(address).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (listener.AddressFamily == AddressFamily.InterNetworkV6)
            listener.DualMode = true;
        listener.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using var early = await ConnectAsync(from, port);

        Assert.True(NoDevice.TryBind(listener));

        var refusal = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(from, port));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
        using var accepted = await listener.AcceptAsync(Cancellation);
        await early.SendAsync("call"u8.ToArray(), Cancellation);
        Assert.Equal(4, await accepted.ReceiveAsync(new byte[9], Cancellation));
        await accepted.SendAsync("answer"u8.ToArray(), Cancellation);
        Assert.Equal(6, await early.ReceiveAsync(new byte[9], Cancellation));
    }

    [Fact]
    public void A_socket_that_is_closed_is_left_alone()
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Dispose();

        Assert.False(NoDevice.TryBind(listener));
    }

    private static async Task<Socket> ConnectAsync(string address, int port)
    {
        var client = new Socket(IPAddress.Parse(address).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(new IPEndPoint(IPAddress.Parse(address), port), Cancellation);
        return client;
    }
}
