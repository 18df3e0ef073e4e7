namespace Seaworthy.Run.Supervision.Pool;

/// <summary>
/// How many dead workers are replaced without a wait. A storm of kills from outside costs nothing; a server that dies of every
/// call runs out of tokens, and then its restarts slow down like those of one that never answered.
/// </summary>
internal sealed class ReplacementTokens(TimeProvider time)
{
    /// <summary>More than a whole pool at once.</summary>
    public const int Most = 50;

    /// <summary>Ten starts a second keep a core busy; more would only be the crash loop itself.</summary>
    public const double PerSecond = 10;

    private double _tokens = Most;
    private long _countedAt = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(Most, _tokens + time.GetElapsedTime(_countedAt, now).TotalSeconds * PerSecond);
        _countedAt = now;
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
