using System.Net;
using System.Net.Sockets;

namespace Seaworthy.Trial.Wire;

/// <summary>An HTTP/1.1 client that tells every way in which an exchange can end apart. Each exchange has a connection of its own.</summary>
internal sealed class WireClient(IPEndPoint server, TimeProvider time)
{
    /// <summary>Linux sends the first packet again after 1 and 3 s (RFC 6298).</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Where the server is.</summary>
    public IPEndPoint Server => server;

    /// <summary>What requests name as Host.</summary>
    public string Host => server.ToString();

    /// <summary>The clock of its timestamps.</summary>
    public TimeProvider Time => time;

    /// <summary>One request on a connection of its own, read to its end; once it is enough, for a moment longer.</summary>
    public async Task<WireAnswer> ExchangeAsync(WireRequest request, TimeSpan timeout, CancellationToken cancel, Func<WireResponse, bool>? isEnough = null)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var (connection, why) = await ConnectAsync(either.Token, cancel);
        var connectedAt = time.GetTimestamp();
        using (connection)
        {
            return connection is null
                ? WireAnswer.None(why, connectedAt)
                : await new WireExchange(connection, time, limit, either.Token).RunAsync(request.ToBytes(Host), isEnough) with { ConnectedAt = connectedAt };
        }
    }

    /// <summary>One request on a connection that stays open.</summary>
    public async Task<WireAnswer> ExchangeAsync(WireConnection connection, WireRequest request, TimeSpan timeout, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        return await new WireExchange(connection, time, limit, either.Token).RunAsync(request.ToBytes(Host), null);
    }

    /// <summary>Opens a stream; the answer when none was opened.</summary>
    public async Task<(WireStream? Stream, WireAnswer? Refusal)> OpenStreamAsync(WireRequest request, TimeSpan timeout, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var (connection, why) = await ConnectAsync(either.Token, cancel);
        if (connection is null)
            return (null, WireAnswer.None(why, time.GetTimestamp()));
        try
        {
            await connection.SendAsync(request.ToBytes(Host), either.Token);
            var response = await WireResponse.ReadHeadAsync(connection, either.Token);
            if (response is { Status: 200, IsEventStream: true })
                return (new WireStream(connection, response, time), null);
            connection.Dispose();
            return (null, response is null
                ? WireAnswer.None(WireEnding.NoAnswer, time.GetTimestamp())
                : new WireAnswer(WireEnding.EmptyBody, response.Status, response.Headers, "", time.GetTimestamp()));
        }
        catch (Exception e) when (e is SocketException or FormatException || e is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            connection.Dispose();
            return (null, WireAnswer.None(EndingOf(e), time.GetTimestamp()));
        }
    }

    /// <summary>A connection, or why there is none. Until there is one nothing was sent, so that whoever gave up knows more than that nothing came.</summary>
    private async Task<(WireConnection? Connection, WireEnding Why)> ConnectAsync(CancellationToken limit, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit);
        enough.CancelAfter(ConnectTimeout);
        try
        {
            return (await WireConnection.OpenAsync(server, enough.Token), default);
        }
        catch (SocketException e)
        {
            return (null, e.SocketErrorCode switch
            {
                SocketError.ConnectionReset => WireEnding.ResetBeforeHead,
                SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => WireEnding.Unreachable,
                _ => WireEnding.Refused,
            });
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, WireEnding.Unreachable);
        }
    }

    private static WireEnding EndingOf(Exception e) => e switch
    {
        OperationCanceledException => WireEnding.TimedOut,
        FormatException => WireEnding.NotHttp,
        _ => WireEnding.ResetBeforeHead,
    };
}
