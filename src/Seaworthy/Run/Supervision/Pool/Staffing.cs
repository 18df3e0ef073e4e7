using System.Globalization;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>Who sits where: gives seats to those that are ready, and takes them from those that leave.</summary>
internal sealed class Staffing(Roster roster, WorkerPool pool, PoolMail mail, TimeProvider time, ILogger<Staffing> log)
{
    private readonly PhaseBook _book = new(log);

    /// <summary>A candidate is ready: it takes its seat, and whoever had it finishes its calls and leaves.</summary>
    public void Admit(PoolMember member)
    {
        if (!_book.Apply(member, WorkerTrigger.BecameReady, "ready"))
            return;
        var worker = member.Worker!;
        worker.LogReady(time.GetElapsedTime(worker.StartedAt).TotalSeconds);
        var before = Roster.Seat(member);
        if (!member.Seat.IsSpare)
            Promote(member, string.Create(CultureInfo.InvariantCulture, $"seat {member.Seat.Number}"));
        if (before is not null)
            Replace(before, member);
    }

    /// <summary>Gives an empty seat to a warm spare; false when there is none.</summary>
    public bool TryFillFromSpares(Seat seat)
    {
        if (roster.MoveSpareTo(seat) is not { } spare)
            return false;
        if (roster.IsMourning)
            PoolLog.SpareTookOver(log, spare.Pid);
        Promote(spare, "takes over");
        return true;
    }

    /// <summary>It gets no more calls, and is ended when it has none.</summary>
    public void Retire(PoolMember member, string reason)
    {
        Roster.Vacate(member);
        member.IsRetired = true;
        if (!_book.Apply(member, WorkerTrigger.Retired, reason))
            return;
        if (member.Phase == WorkerPhase.Stopping)
            member.Stop();
        else
            _ = TellWhenIdleAsync(member, pool.Retire(member.Worker!));
    }

    /// <summary>Its last call has ended.</summary>
    public void Release(PoolMember member)
    {
        if (_book.Apply(member, WorkerTrigger.BecameIdle, "its last call has ended"))
            member.Stop();
    }

    /// <summary>It answers nothing more; false when that is known already.</summary>
    public bool Lose(PoolMember member, string why)
    {
        Roster.Vacate(member);
        return _book.Apply(member, WorkerTrigger.Lost, why);
    }

    /// <summary>It hangs: its calls are told so now, and it is killed without patience.</summary>
    public void Condemn(PoolMember member, string why)
    {
        PoolLog.Hung(log, member.Pid, why);
        pool.Remove(member.Worker!, why);
        member.Worker!.Fail(CallError.WorkerLost(why));
        member.Kill();
    }

    /// <summary>Nothing of it is left.</summary>
    public void Bury(PoolMember member, string how)
    {
        roster.Remove(member);
        _book.Apply(member, WorkerTrigger.Ended, how);
    }

    /// <summary>The server stops.</summary>
    public void Dismiss(PoolMember member)
    {
        _book.Apply(member, WorkerTrigger.StopRequested, "the server stops");
        member.Stop();
    }

    private void Promote(PoolMember member, string reason)
    {
        _book.Apply(member, WorkerTrigger.Promoted, reason);
        pool.Add(member.Worker!);
    }

    private void Replace(PoolMember before, PoolMember after)
    {
        var reason = before.Worn ?? "reload";
        PoolLog.Replaced(log, after.Pid, before.Pid, before.Worker!.Load, reason);
        Retire(before, reason);
    }

    private async Task TellWhenIdleAsync(PoolMember member, Task idle)
    {
        await idle.ConfigureAwait(false);
        mail.Post(new(PoolLetter.Subject.Idle, member));
    }
}
