namespace Seaworthy.Run.Supervision.Output;

/// <summary>
/// How many lines of a worker are logged: a start that is talkative, a stack trace or two, but no flood. A bucket of
/// <see cref="Burst"/> that fills up again by <see cref="PerSecond"/>. Used by one thread at a time.
/// </summary>
internal sealed class LineRate(TimeProvider time)
{
    public const int PerSecond = 100;

    public const int Burst = 1000;

    private double _tokens = Burst;
    private long _at = time.GetTimestamp();

    /// <summary>Whether one more line may be logged now.</summary>
    public bool TryTake()
    {
        if (_tokens < Burst)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(Burst, _tokens + time.GetElapsedTime(_at, now).TotalSeconds * PerSecond);
            _at = now;
        }
        else
        {
            _at = time.GetTimestamp();
        }
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
