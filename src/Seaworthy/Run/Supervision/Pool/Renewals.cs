using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>
/// Which worker is to be replaced next though it is well: all of them after a reload, single ones that have served for long
/// enough. One at a time, and the replacement first.
/// </summary>
internal sealed class Renewals(Roster roster, StartGate gate, TimeProvider time, ILogger<Renewals> log)
{
    private long _reloadedAt;
    private bool _isReloading;

    /// <summary>How many reloads there have been: workers of an earlier generation are to be replaced.</summary>
    public int Generation { get; private set; }

    /// <summary>The seat whose holder is to be replaced now; null when none is, or not yet.</summary>
    public Seat? Next()
    {
        // Workers that finish long calls may be many, but not more than a pool: two processes for each seat are the most there ever are.
        var retiring = roster.Members.Count(member => member.Phase is WorkerPhase.Retiring or WorkerPhase.Stopping);
        return !gate.IsOpen || retiring >= roster.Size.Workers || roster.Seats.Any(seat => seat.IsBeingRenewed)
            ? null
            : roster.Seats.FirstOrDefault(seat => seat.Holder is { } holder && (IsOutdated(holder) || holder.Worn is not null));
    }

    /// <summary>All are to be replaced.</summary>
    public void BeginReload(string why)
    {
        PoolLog.ReloadBegan(log, why);
        Generation++;
        _reloadedAt = _isReloading ? _reloadedAt : time.GetTimestamp();
        _isReloading = true;
    }

    /// <summary>Says once that a reload is through.</summary>
    public void EndReloadWhenDone()
    {
        if (!_isReloading || roster.Members.Any(member => member.Phase <= WorkerPhase.Serving && (IsOutdated(member) || member.Phase == WorkerPhase.Starting)))
            return;
        _isReloading = false;
        PoolLog.ReloadDone(log, roster.Size.Workers, time.GetElapsedTime(_reloadedAt).TotalSeconds);
    }

    /// <summary>A replacement ended before it was ready: whoever it should have replaced goes on.</summary>
    public void OnFailed(PoolMember holder, WorkerEnd end)
    {
        if (IsOutdated(holder))
        {
            _isReloading = false;
            foreach (var member in roster.Members)
                member.Generation = Generation;
            PoolLog.ReloadFailed(log, end.Sentence, end.LastWords);
            return;
        }
        var wait = gate.ShutAfterDeath(hadAnswered: false, TimeSpan.MaxValue);
        PoolLog.ReplacementFailed(log, end.Sentence, holder.Pid, holder.Worn!, DurationText.Format(wait), end.LastWords);
    }

    private bool IsOutdated(PoolMember member) => member.Generation < Generation;
}
