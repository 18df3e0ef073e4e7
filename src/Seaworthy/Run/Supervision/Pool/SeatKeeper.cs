using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>
/// Keeps every seat filled: reads what happened, and then starts whoever is missing. Tells the lifecycle whether anybody serves.
/// Called by one loop alone.
/// </summary>
internal sealed class SeatKeeper(Roster roster, Staffing staffing, Deaths deaths, Renewals renewals, StartGate gate)
{
    private string _absence = "";
    private bool _isStopping;

    /// <summary>All have been ended.</summary>
    public bool IsOver => _isStopping && roster.Members.Count == 0;

    /// <summary>Starts a worker.</summary>
    public required Action<Seat, int> Raise { get; init; }

    public required LifecycleLoop Lifecycle { get; init; }

    public required Perseverance Perseverance { get; init; }

    /// <summary>Something happened.</summary>
    public void Read(PoolLetter letter)
    {
        switch (letter.About)
        {
            case PoolLetter.Subject.Ready:
                staffing.Admit(letter.Member!);
                break;
            case PoolLetter.Subject.Lost:
                OnLost(letter.Member!, letter.Text);
                break;
            case PoolLetter.Subject.Hung:
                OnHung(letter.Member!, letter.Text);
                break;
            case PoolLetter.Subject.Worn:
                letter.Member!.Worn ??= letter.Text;
                break;
            case PoolLetter.Subject.Idle:
                staffing.Release(letter.Member!);
                break;
            case PoolLetter.Subject.Ended:
                OnEnded(letter.Member!, letter.End!);
                break;
            case PoolLetter.Subject.Reload when !Lifecycle.IsRefusing:
                renewals.BeginReload(letter.Text);
                break;
            case PoolLetter.Subject.Draining:
                OnDraining();
                break;
            case PoolLetter.Subject.Stop:
                _isStopping = true;
                foreach (var member in roster.Members)
                    staffing.Dismiss(member);
                break;
            case PoolLetter.Subject.Failed:
                throw letter.Fault!;
        }
    }

    /// <summary>Does what follows from where everybody is now.</summary>
    public void Settle()
    {
        if (!_isStopping && !Lifecycle.IsRefusing && !deaths.IsHopeless)
        {
            foreach (var seat in roster.Seats)
                _ = staffing.TryFillFromSpares(seat);
            FillSeats();
            if (renewals.Next() is { } worn)
                Raise(worn, renewals.Generation);
            renewals.EndReloadWhenDone();
        }
        TellReadiness();
    }

    /// <summary>While nobody has been ready, or the last one failed, one alone tries: the others would fail over the same thing.</summary>
    private void FillSeats()
    {
        // How the dead one ended says how long to wait.
        if (!gate.IsOpen || roster.IsMourning)
            return;
        var isTrial = !roster.IsServing && (!Lifecycle.HasBeenReady || gate.IsFailing);
        foreach (var seat in roster.Seats.Where(seat => seat.IsOpen))
        {
            if (isTrial && roster.Seats.Any(other => other.Candidate is not null))
                return;
            Raise(seat, renewals.Generation);
        }
    }

    private void TellReadiness()
    {
        if (!roster.IsServing)
        {
            if (_absence.Length > 0)
                Lifecycle.Post(LifecycleTrigger.LostReady, _absence);
            _absence = "";
            return;
        }
        _absence = "";
        Perseverance.OnReady();
        if (Lifecycle.Phase is LifecyclePhase.Starting or LifecyclePhase.Unready)
            Lifecycle.Post(LifecycleTrigger.BecameReady);
    }

    private void OnLost(PoolMember member, string why)
    {
        if (!staffing.Lose(member, why))
            return;
        member.IsLostWhileStopping = Lifecycle.IsRefusing;
        _absence = WorkerEnd.SentenceOf(deaths.NameOf(member), why);
    }

    private void OnHung(PoolMember member, string why)
    {
        if (member.Phase is not (WorkerPhase.Standby or WorkerPhase.Serving or WorkerPhase.Retiring))
            return;
        member.Condemned = why;
        OnLost(member, why);
        staffing.Condemn(member, why);
    }

    private void OnEnded(PoolMember member, WorkerEnd end)
    {
        var seat = member.Seat;
        var replaced = seat.Candidate == member ? seat.Holder : null;
        var isAsked = member.IsAskedToStop && !member.IsLostWhileStopping;
        end = end with { Who = deaths.NameOf(member) };
        staffing.Bury(member, end.Description);
        if (isAsked)
            return;
        if (replaced is not null)
        {
            renewals.OnFailed(replaced, end);
            return;
        }
        deaths.Record(member, end);
        _absence = end.Sentence;
    }

    /// <summary>Whoever has no calls is of no use any more.</summary>
    private void OnDraining()
    {
        foreach (var seat in roster.Seats)
        {
            if (seat.Candidate is { } candidate)
                staffing.Retire(candidate, "the server stops");
            if (seat is { IsSpare: true, Holder: { } spare })
                staffing.Retire(spare, "the server stops");
        }
    }
}
