using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>What follows from the end of a worker that nobody asked for: the next start, or giving up.</summary>
internal sealed class Deaths(Roster roster, StartGate gate, Perseverance perseverance, LifecycleLoop lifecycle, ILogger<Deaths> log)
{
    /// <summary>It was given up: nobody is started any more.</summary>
    public bool IsHopeless { get; private set; }

    /// <summary>Who is told of as what: a single worker needs no number.</summary>
    public string NameOf(PoolMember member) => roster.Seats.Count == 1 || member.Pid == 0 ? "the worker" : $"worker {member.Pid}";

    /// <summary>A worker has ended. Its seat is empty, or a spare has it.</summary>
    public void Record(PoolMember member, WorkerEnd end)
    {
        if (lifecycle.IsRefusing)
        {
            if (member.IsLostWhileStopping)
                SupervisionLog.DiedWhileStopping(log, end.Sentence, end.LastWords);
            return;
        }
        if (member.IsRetired)
        {
            PoolLog.DiedRetired(log, end.Sentence, end.LastWords);
            return;
        }
        if (member.Condemned is { } why)
            end = end with { Description = why, HadAnswered = true };
        member.Seat.LastExit = end.Description;
        if (!roster.IsServing && perseverance.OnEnd(end) is { } verdict)
        {
            GiveUp(verdict, end);
            return;
        }
        member.Seat.Restarts++;
        var wait = gate.ShutAfterDeath(end.HadAnswered, roster.IsServing ? TimeSpan.MaxValue : perseverance.Left);
        if (member.Condemned is null)
            SupervisionLog.Died(log, end.Sentence, DurationText.Format(wait), end.LastWords);
    }

    private void GiveUp(string verdict, WorkerEnd end)
    {
        IsHopeless = true;
        var wasReady = lifecycle.HasBeenReady;
        if (wasReady)
            SupervisionLog.LostForGood(log, verdict, end.LastWords);
        else
            SupervisionLog.NeverReady(log, verdict, end.LastWords);
        lifecycle.Post(LifecycleTrigger.GiveUp, wasReady ? "the worker is lost for good" : "the worker never became ready");
    }
}
