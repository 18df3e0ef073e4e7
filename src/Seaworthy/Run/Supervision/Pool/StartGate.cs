namespace Seaworthy.Run.Supervision.Pool;

/// <summary>Holds up starts for a while after a death.</summary>
/// <param name="backoff">How long a while is.</param>
/// <param name="time">The clock.</param>
/// <param name="onOpen">Called each time when the while is over.</param>
internal sealed class StartGate(Backoff backoff, TimeProvider time, Action onOpen) : IDisposable
{
    private ITimer? _timer;
    private long _opensAt;
    private volatile bool _isShut;

    public bool IsOpen => !_isShut;

    /// <summary>The last start came to nothing: the next one is a trial.</summary>
    public bool IsFailing => backoff.IsFailing;

    /// <summary>A worker has died: shuts the gate for as long as is right, but not longer than <paramref name="most"/>.</summary>
    public TimeSpan ShutAfterDeath(bool hadAnswered, TimeSpan most)
    {
        var wait = backoff.AfterDeath(hadAnswered);
        wait = wait < most ? wait : most;
        var opensAt = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        if (wait <= TimeSpan.Zero || (_isShut && opensAt <= _opensAt))
            return wait;
        (_opensAt, _isShut) = (opensAt, true);
        _timer?.Dispose();
        _timer = time.CreateTimer(_ => Open(), null, wait, Timeout.InfiniteTimeSpan);
        return wait;
    }

    public void Dispose() => _timer?.Dispose();

    private void Open()
    {
        _isShut = false;
        onOpen();
    }
}
