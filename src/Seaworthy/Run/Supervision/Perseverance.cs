using Seaworthy.Hosting.Contract;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// How long workers are started again and again. A server that cannot be brought up from in here is the orchestrator's: it
/// may have a node with more memory, a newer image, or somebody to call.
/// </summary>
/// <param name="startTimeout">For the first worker that becomes ready. A start that takes long is no failure: only ends count.</param>
/// <param name="giveUpAfter">For the next one, after the last ready one has ended.</param>
/// <param name="time">The clock.</param>
internal sealed class Perseverance(TimeSpan startTimeout, TimeSpan giveUpAfter, TimeProvider time)
{
    private long _lostAt = time.GetTimestamp();
    private bool _wasEverReady;
    private bool _isReady;

    /// <summary>What is left of the time until it is given up; never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = (_wasEverReady ? giveUpAfter : startTimeout) - time.GetElapsedTime(_lostAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A worker is ready.</summary>
    public void OnReady() => _wasEverReady = _isReady = true;

    /// <summary>A worker has ended, ready or not: why to give up, or null to start another one.</summary>
    public string? OnEnd(WorkerEnd end)
    {
        if (_isReady)
            _lostAt = time.GetTimestamp();
        _isReady = false;
        if (_wasEverReady)
            return Left > TimeSpan.Zero ? null : $"no worker has been ready for {DurationText.Format(giveUpAfter)} (--give-up-after); {end.Sentence}";
        if (end.IsHopeless)
            return end.Sentence;
        return Left > TimeSpan.Zero ? null
            : end.Sentence.Contains("--start-timeout", StringComparison.Ordinal) ? end.Sentence
            : $"no worker became ready within {DurationText.Format(startTimeout)} (--start-timeout); {end.Sentence}";
    }
}
