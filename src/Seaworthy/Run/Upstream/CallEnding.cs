namespace Seaworthy.Run.Upstream;

/// <summary>Ends an exchange from outside, for the first reason that is given.</summary>
#pragma warning disable CA1001 // Never disposed: whoever ends an exchange may come when it is over, and without a timer it owns nothing.
internal sealed class CallEnding
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _source = new();
    private int _reason;

    /// <summary>Cancelled when it is to end.</summary>
    public CancellationToken Token => _source.Token;

    public EndReason Reason => (EndReason)Volatile.Read(ref _reason);

    /// <summary>Returns at once: whoever calls this must not run the end of the exchange.</summary>
    public void Set(EndReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)EndReason.None) == (int)EndReason.None)
            _ = _source.CancelAsync();
    }
}
