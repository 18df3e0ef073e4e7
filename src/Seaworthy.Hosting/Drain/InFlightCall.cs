namespace Seaworthy.Hosting.Drain;

/// <summary>One call that has begun and not ended.</summary>
internal sealed class InFlightCall
{
    private readonly InFlightCalls _calls;
    private int _ended;

    internal InFlightCall(InFlightCalls calls) => _calls = calls;

    /// <summary>Ends the call. Only the first fate counts, so answer, cancellation and disconnection may race.</summary>
    public void End(CallFate fate)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _calls.End(fate);
    }
}
