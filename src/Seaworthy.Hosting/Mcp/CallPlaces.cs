using System.Threading.RateLimiting;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Mcp;

/// <summary>The places for calls, and the queue before them.</summary>
internal sealed class CallPlaces(SeaworthyOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.MaxInFlight,
        QueueLimit = options.MaxQueue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Calls that wait now.</summary>
    public long Queued => _limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Takes a place, if one is free.</summary>
    public RateLimitLease? TryEnter()
    {
        var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired ? lease : null;
    }

    /// <summary>Waits for a place; an error when there is none, or not in time.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="giveUp"/> was cancelled.</exception>
    public async ValueTask<(RateLimitLease? Place, CallError? Refusal)> WaitAsync(CancellationToken giveUp)
    {
        using var patience = new CancellationTokenSource(options.QueueTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp, patience.Token);
        try
        {
            var lease = await _limiter.AcquireAsync(1, either.Token).ConfigureAwait(false);
            return lease.IsAcquired
                ? (lease, null)
                : (null, CallError.Overloaded($"{options.MaxQueue} calls wait already, SEAWORTHY_MAX_QUEUE", RetryAfter));
        }
        catch (OperationCanceledException) when (!giveUp.IsCancellationRequested)
        {
            return (null, CallError.Overloaded($"no place was free within {DurationText.Format(options.QueueTimeout)}, SEAWORTHY_QUEUE_TIMEOUT", RetryAfter));
        }
    }

    public void Dispose() => _limiter.Dispose();
}
