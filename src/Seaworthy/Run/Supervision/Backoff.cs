using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// How long to wait before the next start: not at all after the death of a worker that had answered something, as long as there
/// are tokens; else 0.1 s doubling to 30 s, with up to a quarter of jitter so that replicas do not start in step.
/// </summary>
internal sealed class Backoff(Random random, ReplacementTokens tokens)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Largest = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>The last start came to nothing: the next one is a trial.</summary>
    public bool IsFailing => _failures > 0;

    /// <param name="hadAnswered">Whether the worker that died had ever answered a call.</param>
    public TimeSpan AfterDeath(bool hadAnswered)
    {
        if (hadAnswered && tokens.TryTake())
        {
            _failures = 0;
            return TimeSpan.Zero;
        }
        var doubled = First * Math.Pow(2, Math.Min(_failures++, 20));
        var bounded = doubled < Largest ? doubled : Largest;
        return bounded - bounded * 0.25 * random.NextDouble();
    }
}
