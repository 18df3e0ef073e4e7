using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Seaworthy.Hosting.Drain;

/// <summary>
/// Where connections come in, and how that ends. Kestrel closes connections that have not sent their request yet, and the
/// kernel resets those that nobody has accepted: both look like a lost call to the client. So first nobody new is let in,
/// then those who are in are heard, and only then may the listener close.
/// </summary>
internal sealed class Doorway(TimeProvider time)
{
    /// <summary>
    /// How long a connection that says nothing is waited for: a client on a busy machine may need so long from its connection to its first word, and
    /// then meets a reset.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    /// <summary>The most that shutting takes, while connections are there that are not accepted or not read. Nobody new can add to them.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// An accepted connection takes a few turns of the thread pool until it is counted; so many glances in a row must find
    /// nobody.
    /// </summary>
    private const int Glances = 5;

    private readonly TcpConnections _connections = new();
    private readonly ConcurrentBag<Socket> _listeners = [];
    private readonly ConcurrentBag<int> _ports = [];
    private readonly ConcurrentDictionary<string, long> _newcomers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IPEndPoint, int> _clients = [];

    /// <summary>Whether somebody has come in and not said anything yet.</summary>
    public bool HasNewcomers => !_newcomers.IsEmpty;

    /// <summary>The ports at which connections came in, also after the end of the listeners.</summary>
    public IReadOnlyCollection<int> Ports => _ports;

    /// <summary>Binds as Kestrel does, and remembers the socket. For <see cref="SocketTransportOptions.CreateBoundListenSocket"/>.</summary>
    public Socket Bind(EndPoint endPoint)
    {
        var listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        _listeners.Add(listener);
        if (listener.LocalEndPoint is IPEndPoint bound)
            _ports.Add(bound.Port);
        return listener;
    }

    /// <summary>Counts a connection as new until its first request begins. A connection middleware.</summary>
    public ConnectionDelegate Watch(ConnectionDelegate next) => async connection =>
    {
        _newcomers[connection.ConnectionId] = time.GetTimestamp();
        // The same address again, before the end of its connection before, is another connection.
        var client = Plain(connection.RemoteEndPoint as IPEndPoint);
        if (client is not null)
            _clients.AddOrUpdate(client, 1, static (_, count) => count + 1);
        try
        {
            await next(connection);
        }
        finally
        {
            Hear(connection.ConnectionId);
            if (client is not null && _clients.AddOrUpdate(client, 0, static (_, count) => count - 1) == 0)
                _clients.TryRemove(KeyValuePair.Create(client, 0));
        }
    };

    /// <summary>A request of this connection has begun: Kestrel lets it end. A test server's connections have no id.</summary>
    public void Hear(string? connectionId)
    {
        if (connectionId is not null)
            _newcomers.TryRemove(connectionId, out _);
    }

    /// <summary>Lets nobody new in; completes when everybody who had come in is heard, or after <see cref="Longest"/>.</summary>
    public async Task ShutAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in _listeners)
            _ = NoDevice.TryBind(listener) || SynFilter.TryAttach(listener);
        var began = time.GetTimestamp();
        do
        {
            // The dearer look, at all connections of the machine's network. First, because who is connecting will knock in a moment.
            while (IsInTime() && AreUnheard())
                await Task.Delay(Glance, time, cancellationToken);
            for (var empty = 0; empty < Glances && IsInTime(); empty = IsEmpty() ? empty + 1 : 0)
                await Task.Delay(Glance, time, cancellationToken);
        }
        // In this order: who is known since the look at the list is no stranger, and may not have been heard yet.
        while (IsInTime() && (AreUnheard() || !IsEmpty()));

        bool IsInTime() => time.GetElapsedTime(began) < Longest;
        bool AreUnheard() => _connections.AreUnheard(_ports, _clients.ContainsKey);
    }

    /// <summary>Without the scope of a link-local address, which the kernel's list does not have.</summary>
    private static IPEndPoint? Plain(IPEndPoint? client) => client is { AddressFamily: AddressFamily.InterNetworkV6, Address.ScopeId: not 0 }
        ? new IPEndPoint(new IPAddress(client.Address.GetAddressBytes()), client.Port)
        : client;

    private bool IsEmpty() => !_listeners.Any(IsKnockedAt) && !_newcomers.Values.Any(since => time.GetElapsedTime(since) < Patience);

    /// <summary>Whether the kernel holds a connection that has not been accepted.</summary>
    private static bool IsKnockedAt(Socket listener)
    {
        try
        {
            return listener.Poll(TimeSpan.Zero, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            return false; // Closed by somebody else: nothing is left to wait for.
        }
    }
}
