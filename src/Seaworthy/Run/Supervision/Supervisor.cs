using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// The life of the pool: one loop that reads what happened to the workers, one letter after the other, and lets
/// <see cref="SeatKeeper"/> act on it. Ends the workers when the last call is answered.
/// </summary>
internal sealed class Supervisor(SeatKeeper keeper, PoolMail mail, Nursery nursery, Roster roster, ILogger<Supervisor> log) : IStopStep
{
    private Task _running = Task.CompletedTask;

    public string Name => "worker";

    /// <summary>Starts the workers and returns; the lifecycle hears of everything that follows.</summary>
    public void Start(LifecycleLoop lifecycle, WorkerPool pool)
    {
        lifecycle.Draining.UnsafeRegister(_ =>
        {
            pool.Close();
            mail.Post(new(PoolLetter.Subject.Draining));
        }, null);
        lifecycle.Cancelling.UnsafeRegister(_ => CancelCalls(), null);
        _running = GuardAsync(lifecycle);
    }

    /// <summary>Replaces every worker, one at a time, without losing a call.</summary>
    public void Reload(string why) => mail.Post(new(PoolLetter.Subject.Reload, Text: why));

    async Task IStopStep.StopAsync(CancellationToken atBudgetEnd)
    {
        mail.Post(new(PoolLetter.Subject.Stop));
        await nursery.CloseAsync(atBudgetEnd).ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private void CancelCalls()
    {
        foreach (var member in roster.Members)
            member.Worker?.CancelCalls("the server is shutting down");
    }

    /// <summary>Whatever goes wrong in here must not look like a server that is still starting.</summary>
    private async Task GuardAsync(LifecycleLoop lifecycle)
    {
        try
        {
            for (keeper.Settle(); !keeper.IsOver; keeper.Settle())
                keeper.Read(await mail.ReadAsync().ConfigureAwait(false));
        }
        catch (Exception e)
        {
            SupervisionLog.Failed(log, e);
            lifecycle.Post(LifecycleTrigger.Fault, $"the supervision of the worker failed: {e.Message}");
        }
    }
}
