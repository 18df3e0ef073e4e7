using System.Net;
using System.Net.Sockets;

namespace Seaworthy.Trial.Wire;

/// <summary>An HTTP/1.1 client that tells every way in which an exchange can end apart. Each exchange has a connection of its own.</summary>
internal sealed class WireClient(IPEndPoint server, TimeProvider time)
{
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
        try
        {
            using var connection = await WireConnection.OpenAsync(server, either.Token);
            return await new WireExchange(connection, time, limit, either.Token).RunAsync(request.ToBytes(Host), isEnough);
        }
        catch (SocketException e)
        {
            return WireAnswer.None(e.SocketErrorCode == SocketError.ConnectionReset ? WireEnding.ResetBeforeHead : WireEnding.Refused, time.GetTimestamp());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return WireAnswer.None(WireEnding.TimedOut, time.GetTimestamp());
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
        WireConnection? connection = null;
        try
        {
            connection = await WireConnection.OpenAsync(server, either.Token);
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
            connection?.Dispose();
            return (null, WireAnswer.None(e is OperationCanceledException ? WireEnding.TimedOut : WireEnding.Refused, time.GetTimestamp()));
        }
    }
}
