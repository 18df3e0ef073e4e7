namespace Seaworthy.Run.Supervision.Pool;

/// <summary>Brings members to life, reports what becomes of them, and sees to it that none is left at the end.</summary>
internal sealed class Nursery(WorkerLife life, WorkerPool pool, Roster roster, PoolMail mail) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();

    /// <summary>Starts a process for a seat and returns at once.</summary>
    public void Raise(Seat seat, int generation)
    {
        var member = new PoolMember(seat, generation, _stop.Token, _kill.Token);
        roster.Add(member);
        var watch = new WorkerWatch(
            Started: worker => member.Worker = worker,
            Ready: _ => mail.Post(new(PoolLetter.Subject.Ready, member)),
            Closed: worker => pool.Remove(worker, "it has ended"),
            Lost: (worker, why) =>
            {
                pool.Remove(worker, why);
                mail.Post(new(PoolLetter.Subject.Lost, member, why));
            });
        member.Life = RunAsync(member, watch);
    }

    /// <summary>Ends every member: politely, and by force when the time is over.</summary>
    public async Task CloseAsync(CancellationToken atBudgetEnd)
    {
        using var registration = atBudgetEnd.UnsafeRegister(_ => _kill.Cancel(), null);
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(roster.Members.Select(member => member.Life)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _kill.Dispose();
    }

    private async Task RunAsync(PoolMember member, WorkerWatch watch)
    {
        // Off the supervisor's loop, which is not to wait for a fork.
        await Task.Yield();
        try
        {
            var end = await life.RunAsync(watch, member.StopToken, member.KillToken).ConfigureAwait(false);
            if (member.Worker is { } worker)
                pool.Remove(worker, end.Description);
            mail.Post(new(PoolLetter.Subject.Ended, member, End: end));
        }
        catch (Exception e)
        {
            mail.Post(new(PoolLetter.Subject.Failed, member, Fault: e));
        }
    }
}
