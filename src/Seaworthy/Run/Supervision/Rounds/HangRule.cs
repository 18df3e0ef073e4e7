using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Run.Supervision.Rounds;

/// <summary>
/// Says which workers hang. One that has calls is left alone, because a tool that computes on the server's only thread cannot
/// answer a ping: without <c>--call-timeout</c> for as long as it likes, with it for as long as that without a word. In
/// every other case it is asked for a sign of life, and hangs when none comes within <c>--hang-timeout</c>.
/// </summary>
internal sealed class HangRule(TimeSpan hangTimeout, TimeSpan? callTimeout, TimeProvider time)
{
    /// <summary>A hang is noticed that much later than it could be, at most.</summary>
    private static readonly TimeSpan MostBetweenProbes = TimeSpan.FromSeconds(1.5);

    private readonly TimeSpan _betweenProbes = hangTimeout / 4 < MostBetweenProbes ? hangTimeout / 4 : MostBetweenProbes;

    /// <summary>Some server of this command has answered a probe. One that never does (no server must serve more than it knows) cannot be judged by it.</summary>
    public bool ProbesAreAnswered { get; private set; }

    /// <summary>Whether its silence proves a hang: beside an unanswered probe it owes an answer past <c>--call-timeout</c>, or probes are answered.</summary>
    public bool IsProof(Worker worker) => ProbesAreAnswered || worker.Load > 0 || worker.MayBeBusy;

    /// <summary>Why it hangs; null while it does not, as far as anybody can tell.</summary>
    public string? Judge(Pulse pulse, Worker worker)
    {
        var now = time.GetTimestamp();
        pulse.Update(worker.Heard, now, _betweenProbes, time);
        ProbesAreAnswered |= pulse.WasAnswered || worker.HasAnsweredProbe;
        if (MayBeAtWork(pulse, worker, now) || !worker.CanBeProbed)
        {
            pulse.Forget();
            return null;
        }
        if (pulse.Probe is null && time.GetElapsedTime(pulse.AskedAt, now) >= _betweenProbes)
            pulse.Ask(worker, now);
        return pulse.UnansweredSince is { } since && time.GetElapsedTime(since, now) >= hangTimeout ? Sentence(worker) : null;
    }

    private bool MayBeAtWork(Pulse pulse, Worker worker, long now)
    {
        if (worker.Load == 0 && !worker.MayBeBusy)
        {
            pulse.BusySince = null;
            return false;
        }
        pulse.BusySince ??= now;
        return callTimeout is not { } limit || time.GetElapsedTime(Math.Max(pulse.BusySince.Value, pulse.HeardAt), now) <= limit;
    }

    private string Sentence(Worker worker) => worker.Load > 0
        ? $"it has answered nothing for {DurationText.Format(callTimeout!.Value)} (--call-timeout), nor a ping within {DurationText.Format(hangTimeout)} (--hang-timeout)"
        : $"it did not answer a ping within {DurationText.Format(hangTimeout)} (--hang-timeout)";
}
