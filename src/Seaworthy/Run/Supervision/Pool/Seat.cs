using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>A place in the pool. Workers come and go; the place stays, and remembers how they went. Only the supervisor's loop changes it.</summary>
internal sealed class Seat(int number, bool isSpare)
{
    /// <summary>From 1.</summary>
    public int Number { get; } = number;

    /// <summary>Its worker is kept warm and gets no calls.</summary>
    public bool IsSpare { get; } = isSpare;

    /// <summary>Who has it: a worker that serves, or in a spare seat one that stands by.</summary>
    public PoolMember? Holder { get; set; }

    /// <summary>Who will have it once it is ready.</summary>
    public PoolMember? Candidate { get; set; }

    public int Restarts { get; set; }

    /// <summary>How its last worker that died ended.</summary>
    public string? LastExit { get; set; }

    public bool Serves => Holder is { Phase: WorkerPhase.Serving };

    /// <summary>Nobody has it, and nobody is being started for it.</summary>
    public bool IsOpen => Holder is null && Candidate is null;

    /// <summary>Its holder serves on until the candidate is ready.</summary>
    public bool IsBeingRenewed => Holder is not null && Candidate is not null;
}
