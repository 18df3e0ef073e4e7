using System.Net;
using System.Net.Sockets;

namespace ProductServer.Tests.Postgres;

/// <summary>
/// A wire to PostgreSQL that breaks at the worst moment: the first COMMIT arrives and is carried out, and its confirmation is lost.
/// </summary>
internal sealed class CommitCutter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly bool _staysBroken;
    private readonly Task _accept;
    private volatile bool _armed;
    private volatile bool _broken;

    /// <param name="target">PostgreSQL's port.</param>
    /// <param name="staysBroken">Whether nobody gets through after the cut.</param>
    public CommitCutter(int target, bool staysBroken)
    {
        _target = target;
        _staysBroken = staysBroken;
        _listener.Start();
        _accept = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether a COMMIT was cut.</summary>
    public bool HasCut { get; private set; }

    /// <summary>The next COMMIT is the one.</summary>
    public void Arm() => _armed = true;

    /// <summary>Lets everybody through again.</summary>
    public void Repair() => _broken = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accept.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            if (_broken)
                client.Dispose();
            else
                _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        {
            using var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            var committing = new TaskCompletionSource();
            var one = PumpAsync(client.GetStream(), server.GetStream(), data =>
            {
                // With its end of string: a transaction begins with READ COMMITTED.
                if (_armed && data.IndexOf("COMMIT\0"u8) >= 0)
                {
                    _armed = false;
                    committing.SetResult();
                }

                return true;
            });
            var two = PumpAsync(server.GetStream(), client.GetStream(), _ => !committing.Task.IsCompleted);
            _ = await Task.WhenAny(one, two);
            if (committing.Task.IsCompleted)
            {
                HasCut = true;
                _broken = _staysBroken;
            }
        }
    }

    /// <summary>Carries bytes until the end, or until the inspector says that these are not to be delivered.</summary>
    private async Task PumpAsync(NetworkStream from, NetworkStream to, Inspector passes)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read && passes(buffer.AsSpan(0, read)))
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side was closed.
        }
    }

    private delegate bool Inspector(ReadOnlySpan<byte> data);
}
