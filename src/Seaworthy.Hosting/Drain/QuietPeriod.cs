namespace Seaworthy.Hosting.Drain;

/// <summary>
/// The last moments before the listener closes. Connections that a load balancer had already sent are still accepted and
/// refused politely; closing under them would reset them, which clients count as lost calls.
/// </summary>
internal sealed class QuietPeriod(TimeProvider time)
{
    /// <summary>How long nothing new may have come before the listener closes.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    /// <summary>The most it may take, however many still knock.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan TimerGrain = TimeSpan.FromMilliseconds(1);

    private long _lastTouch;

    /// <summary>Somebody was refused, or connected. Thread-safe.</summary>
    public void Touch() => Interlocked.Exchange(ref _lastTouch, time.GetTimestamp());

    /// <summary>Completes after a quiet moment, or after the longest time.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        Touch();
        while (true)
        {
            var untilQuiet = Quiet - time.GetElapsedTime(Interlocked.Read(ref _lastTouch));
            var untilLongest = Longest - time.GetElapsedTime(began);
            var left = untilQuiet < untilLongest ? untilQuiet : untilLongest;
            if (left <= TimeSpan.Zero)
                return;
            // Timers count whole milliseconds: a shorter delay would be none, and this a busy loop.
            await Task.Delay(left < TimerGrain ? TimerGrain : left, time, cancellationToken);
        }
    }
}
