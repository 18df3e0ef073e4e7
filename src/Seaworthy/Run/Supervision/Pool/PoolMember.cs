using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>One process of COMMAND in the pool, from its start to its end. Only the supervisor's loop changes it.</summary>
#pragma warning disable CA1001 // The sources are never disposed: the end of a worker and a stop may race, and without timers they own nothing.
internal sealed class PoolMember
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _kill;
    private volatile Worker? _worker;
    private volatile WorkerPhase _phase = WorkerPhase.Starting;

    /// <param name="seat">The place that it is started for.</param>
    /// <param name="generation">How many reloads there had been when it was started.</param>
    /// <param name="stop">Ends every member politely.</param>
    /// <param name="kill">Ends every member at once.</param>
    public PoolMember(Seat seat, int generation, CancellationToken stop, CancellationToken kill)
    {
        (Seat, Generation) = (seat, generation);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _kill = CancellationTokenSource.CreateLinkedTokenSource(kill);
    }

    /// <summary>The place that it has, will have, or had last.</summary>
    public Seat Seat { get; set; }

    /// <summary>How many reloads there had been when it was started, or when the last one was given up.</summary>
    public int Generation { get; set; }

    public WorkerPhase Phase
    {
        get => _phase;
        set => _phase = value;
    }

    /// <summary>Its worker; null until its process runs.</summary>
    public Worker? Worker
    {
        get => _worker;
        set => _worker = value;
    }

    /// <summary>Completes when nothing of it is left.</summary>
    public Task Life { get; set; } = Task.CompletedTask;

    /// <summary>Between 0 and 1: how much earlier than the others it is worn.</summary>
    public double Luck { get; } = Random.Shared.NextDouble();

    /// <summary>Why it is to be replaced though it is well; null when it is not.</summary>
    public string? Worn { get; set; }

    /// <summary>Why it was killed by us; null when it was not.</summary>
    public string? Condemned { get; set; }

    /// <summary>Another one has its place.</summary>
    public bool IsRetired { get; set; }

    /// <summary>It had been ready, and ended by itself while the server was stopping.</summary>
    public bool IsLostWhileStopping { get; set; }

    /// <summary>Ends it politely.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>Ends it at once.</summary>
    public CancellationToken KillToken => _kill.Token;

    /// <summary>Its end was asked for, so that it is no death.</summary>
    public bool IsAskedToStop => _stop.IsCancellationRequested && Condemned is null;

    public int Pid => _worker?.Pid ?? 0;

    public void Stop() => _stop.Cancel();

    public void Kill()
    {
        // First, so that the stop that follows is without patience.
        _kill.Cancel();
        _stop.Cancel();
    }
}
