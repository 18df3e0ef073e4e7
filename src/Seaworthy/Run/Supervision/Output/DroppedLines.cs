namespace Seaworthy.Run.Supervision.Output;

/// <summary>Counts what was not logged, and says how much that was: once a second at most, and at the end.</summary>
internal sealed class DroppedLines : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Action<long> _say;
    private readonly ITimer _timer;
    private long _count;

    /// <param name="say">Told how many lines there were since it was told last; never 0.</param>
    /// <param name="time">The clock.</param>
    public DroppedLines(Action<long> say, TimeProvider time)
    {
        _say = say;
        _timer = time.CreateTimer(static self => ((DroppedLines)self!).Say(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One more.</summary>
    public void Add()
    {
        lock (_gate)
        {
            if (_count++ == 0)
                _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Says what has not been said yet.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Say();
    }

    private void Say()
    {
        long count;
        lock (_gate)
            (count, _count) = (_count, 0);
        if (count > 0)
            _say(count);
    }
}
