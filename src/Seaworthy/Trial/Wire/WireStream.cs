namespace Seaworthy.Trial.Wire;

/// <summary>An open event stream.</summary>
internal sealed class WireStream(WireConnection connection, WireResponse response, TimeProvider time) : IDisposable
{
    /// <summary>Waits until the stream ends, and tells how and when; timed out when it is still open at the end of the wait.</summary>
    public async Task<WireAnswer> ReadToEndAsync(CancellationToken cancel)
    {
        try
        {
            while (await response.ReadPieceAsync(cancel))
            {
            }
        }
        catch (OperationCanceledException)
        {
            return Answer(WireEnding.TimedOut);
        }
        return Answer(response.Ending!.Value);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private WireAnswer Answer(WireEnding ending) => new(ending, response.Status, response.Headers, response.Body, time.GetTimestamp());
}
