using System.Net;
using System.Net.Sockets;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

/// <summary>On real sockets: what they do is the kernel's.</summary>
public class SynFilterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_knock_are_neither_let_in_nor_reset()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other kernels have no such filter.");
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Assert.SkipUnless(SynFilter.TryAttach(listener), "This kernel wants CAP_NET_ADMIN for a filter.");

        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var connecting = client.ConnectAsync(listener.LocalEndPoint!, Cancellation).AsTask();
        Assert.False(listener.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectRead));
        Assert.False(connecting.IsCompleted);

        listener.Dispose();
        var refusal = await Assert.ThrowsAsync<SocketException>(() => connecting.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }
}
