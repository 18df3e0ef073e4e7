namespace Seaworthy.Run.Supervision;

/// <summary>
/// How long to wait before the next start: not at all after the death of a worker that had answered something, else 0.1 s
/// doubling to 30 s, with up to a quarter of jitter so that replicas do not start in step.
/// </summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Largest = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <param name="hadAnswered">Whether the worker that died had ever answered a call.</param>
    public TimeSpan AfterDeath(bool hadAnswered)
    {
        if (hadAnswered)
        {
            _failures = 0;
            return TimeSpan.Zero;
        }
        var doubled = First * Math.Pow(2, Math.Min(_failures++, 20));
        var bounded = doubled < Largest ? doubled : Largest;
        return bounded - bounded * 0.25 * random.NextDouble();
    }
}
