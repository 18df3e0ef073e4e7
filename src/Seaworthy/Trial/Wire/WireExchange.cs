using System.Net.Sockets;

namespace Seaworthy.Trial.Wire;

/// <summary>One request and its response on an open connection.</summary>
internal sealed class WireExchange(WireConnection connection, TimeProvider time, CancellationTokenSource limit, CancellationToken cancel)
{
    /// <summary>A stream may say a little more than what is enough: a second answer, for example.</summary>
    private static readonly TimeSpan AfterEnough = TimeSpan.FromMilliseconds(500);

    private WireResponse? _response;
    private long? _enoughAt;

    /// <summary>Sends and receives; throws only when the trial itself gives up.</summary>
    public async Task<WireAnswer> RunAsync(byte[] request, Func<WireResponse, bool>? isEnough)
    {
        try
        {
            await connection.SendAsync(request, cancel);
            _response = await WireResponse.ReadHeadAsync(connection, cancel);
            if (_response is null)
                return WireAnswer.None(WireEnding.NoAnswer, time.GetTimestamp());
            while (await _response.ReadPieceAsync(cancel))
                LookForEnough(isEnough);
            return Answer(_response.Ending!.Value);
        }
        catch (SocketException)
        {
            return WireAnswer.None(WireEnding.ResetBeforeHead, time.GetTimestamp());
        }
        catch (FormatException)
        {
            return WireAnswer.None(WireEnding.NotHttp, time.GetTimestamp());
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Answer(_enoughAt is null ? WireEnding.TimedOut : WireEnding.Complete);
        }
    }

    private void LookForEnough(Func<WireResponse, bool>? isEnough)
    {
        if (_enoughAt is not null || isEnough?.Invoke(_response!) != true)
            return;
        _enoughAt = time.GetTimestamp();
        limit.CancelAfter(AfterEnough);
    }

    private WireAnswer Answer(WireEnding ending) => _response is null
        ? WireAnswer.None(ending, time.GetTimestamp())
        : new(ending, _response.Status, _response.Headers, _response.Body, _enoughAt ?? time.GetTimestamp());
}
