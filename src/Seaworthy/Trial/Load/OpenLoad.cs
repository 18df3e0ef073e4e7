using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Load;

/// <summary>
/// Sends at a stated rate, whatever becomes of what was sent before: a server that stalls shows as latency and not as silence.
/// </summary>
internal sealed class OpenLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task<IReadOnlyList<CallRecord>> _calls;

    /// <summary>Starts.</summary>
    /// <param name="rate">Calls a second.</param>
    /// <param name="send">Sends one; is told when it was due.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    public OpenLoad(int rate, Func<long, Task<CallRecord>> send, TimeProvider time, CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _calls = RunAsync(rate, send, time, _stop.Token);
    }

    /// <summary>Sends nothing more, and waits for the end of what was sent.</summary>
    public async Task<IReadOnlyList<CallRecord>> StopAsync()
    {
        await _stop.CancelAsync();
        return await _calls;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            _ = await _calls;
        }
        catch (OperationCanceledException)
        {
            // The trial was given up: nobody asks for the calls.
        }
        _stop.Dispose();
    }

    private static async Task<IReadOnlyList<CallRecord>> RunAsync(int rate, Func<long, Task<CallRecord>> send, TimeProvider time, CancellationToken stop)
    {
        await Task.Yield();
        var calls = new List<Task<CallRecord>>();
        var start = time.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            var due = start + (long)(calls.Count / (double)rate * time.TimestampFrequency);
            var early = time.GetElapsedTime(time.GetTimestamp(), due);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            calls.Add(send(due));
        }
        return await Task.WhenAll(calls);
    }
}
