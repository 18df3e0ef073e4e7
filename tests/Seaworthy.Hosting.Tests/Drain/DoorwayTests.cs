using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

/// <summary>On real sockets: what they do is the kernel's.</summary>
public sealed class DoorwayTests : IDisposable
{
    private const int IPProtocolTcp = 6;
    private const int DeferAccept = 9;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly Doorway _doorway = new(TimeProvider.System);
    private readonly Socket _listener;

    public DoorwayTests()
    {
        _listener = Listen(_doorway, IPAddress.Loopback);
    }

    private static Task Never => new TaskCompletionSource().Task;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Once_it_is_shut_those_who_knock_are_refused_while_the_listener_is_still_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other kernels cannot do that.");
        await _doorway.ShutAsync(Cancellation).WaitAsync(Long, Cancellation);

        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var refusal = await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(_listener.LocalEndPoint!, Cancellation).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    [Fact]
    public async Task It_waits_until_everybody_who_had_come_is_accepted_and_heard()
    {
        var doorway = new Doorway(new StoppedClock());
        using var listener = Listen(doorway, IPAddress.Loopback);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!, Cancellation);
        var shutting = doorway.ShutAsync(Cancellation);
        Assert.False(shutting.IsCompleted);

        var served = new TaskCompletionSource();
        var serving = doorway.Watch(_ => served.Task)(Connection("newcomer", client));
        using var accepted = await listener.AcceptAsync(Cancellation);
        Assert.False(shutting.IsCompleted);
        doorway.Hear("newcomer");

        await shutting.WaitAsync(Long, Cancellation);
        Assert.False(serving.IsCompleted);
        served.SetResult();
        await serving;
    }

    [Fact]
    public async Task It_waits_for_those_who_are_connecting()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other kernels keep no list of connections.");
        // Deferred (tcp(7), TCP_DEFER_ACCEPT), a connection is in the making until its first word, however fast the network is.
        _listener.SetRawSocketOption(IPProtocolTcp, DeferAccept, BitConverter.GetBytes(30));
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(_listener.LocalEndPoint!, Cancellation);
        Assert.False(_listener.Poll(TimeSpan.Zero, SelectMode.SelectRead));

        var began = TimeProvider.System.GetTimestamp();
        await _doorway.ShutAsync(Cancellation).WaitAsync(Long, Cancellation);
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(300), "Nobody was waited for.");
    }

    [Fact]
    public async Task It_waits_for_those_whose_words_nobody_has_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other kernels keep no list of connections.");
        var doorway = new Doorway(new StoppedClock());
        using var listener = Listen(doorway, IPAddress.Loopback);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!, Cancellation);
        using var accepted = await listener.AcceptAsync(Cancellation);
        _ = doorway.Watch(_ => Never)(Connection("speaker", client));
        doorway.Hear("speaker");
        await client.SendAsync("GET"u8.ToArray(), Cancellation);

        var shutting = doorway.ShutAsync(Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        Assert.False(shutting.IsCompleted, "Nobody was waited for.");
        _ = await accepted.ReceiveAsync(new byte[10], Cancellation);

        await shutting.WaitAsync(Long, Cancellation);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task It_waits_for_those_who_are_accepted_and_not_seen_yet(string address)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other kernels keep no list of connections.");
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        var doorway = new Doorway(new StoppedClock());
        using var listener = Listen(doorway, IPAddress.Parse(address));
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!, Cancellation);
        using var accepted = await listener.AcceptAsync(Cancellation);

        var shutting = doorway.ShutAsync(Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        Assert.False(shutting.IsCompleted, "Nobody was waited for.");

        _ = doorway.Watch(_ => Never)(Connection("late", client, accepted.RemoteEndPoint));
        doorway.Hear("late");
        await shutting.WaitAsync(Long, Cancellation);
    }

    [Fact]
    public async Task Somebody_who_says_nothing_does_not_hold_it_up()
    {
        _ = _doorway.Watch(_ => Never)(new DefaultConnectionContext("silent"));

        await _doorway.ShutAsync(Cancellation).WaitAsync(Long, Cancellation);
    }

    private static Socket Listen(Doorway doorway, IPAddress address)
    {
        var listener = doorway.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        return listener;
    }

    private static DefaultConnectionContext Connection(string id, Socket client, EndPoint? seen = null) =>
        new(id) { RemoteEndPoint = seen ?? client.LocalEndPoint };

    /// <summary>Timers run and no time passes: whoever waits for something waits for that alone.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
