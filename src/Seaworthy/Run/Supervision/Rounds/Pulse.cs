namespace Seaworthy.Run.Supervision.Rounds;

/// <summary>The signs of life of one worker. Only the rounds touch it.</summary>
internal sealed class Pulse(long now)
{
    private long _heard;

    /// <summary>When it was last noticed that it had written something, as a timestamp of the <see cref="TimeProvider"/>.</summary>
    public long HeardAt { get; private set; } = now;

    /// <summary>Since when it has had calls without a break; null when it has none.</summary>
    public long? BusySince { get; set; }

    /// <summary>When it was last asked.</summary>
    public long AskedAt { get; private set; } = now;

    /// <summary>When it was asked first of the questions since its last sign of life; null when there is none.</summary>
    public long? UnansweredSince { get; private set; }

    /// <summary>The question that it has not answered; null when there is none.</summary>
    public Task<bool>? Probe { get; private set; }

    /// <summary>It has answered a question.</summary>
    public bool WasAnswered { get; private set; }

    /// <summary>It was said once that it does not answer.</summary>
    public bool IsReported { get; set; }

    /// <summary>Takes note of what has come.</summary>
    public void Update(long heard, long at, TimeSpan betweenProbes, TimeProvider time)
    {
        if (Probe is { IsCompleted: true } probe)
        {
            if (probe is { IsCompletedSuccessfully: true, Result: true })
                (WasAnswered, UnansweredSince) = (true, null);
            Probe = null;
        }
        if (heard == _heard)
            return;
        (_heard, HeardAt, UnansweredSince) = (heard, at, null);
        // It lives, and will not answer that question any more.
        if (time.GetElapsedTime(AskedAt, at) >= betweenProbes)
            Probe = null;
    }

    public void Ask(Worker worker, long at)
    {
        (AskedAt, UnansweredSince) = (at, UnansweredSince ?? at);
        Probe = worker.ProbeAsync();
    }

    /// <summary>It is not to be judged by what it was asked: it may be at work.</summary>
    public void Forget() => (Probe, UnansweredSince) = (null, null);
}
