using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>Every seat, and every member wherever it is. Only the supervisor's loop changes it; anybody may look.</summary>
internal sealed class Roster(PoolSize size)
{
    private volatile PoolMember[] _members = [];

    public PoolSize Size { get; } = size;

    /// <summary>First those that serve, then the spares.</summary>
    public IReadOnlyList<Seat> Seats { get; } =
        [.. Enumerable.Range(1, size.Workers + size.Spares).Select(number => new Seat(number, number > size.Workers))];

    /// <summary>Every member that has not ended.</summary>
    public IReadOnlyList<PoolMember> Members => _members;

    /// <summary>Somebody is given calls.</summary>
    public bool IsServing => Seats.Any(seat => seat.Serves);

    /// <summary>Somebody has died, and it is not known yet how.</summary>
    public bool IsMourning => _members.Any(member => member is { Phase: WorkerPhase.Stopping, IsAskedToStop: false });

    /// <summary>A member joins as candidate for its seat.</summary>
    public void Add(PoolMember member)
    {
        member.Seat.Candidate = member;
        _members = [.. _members, member];
    }

    /// <summary>Nothing of a member is left.</summary>
    public void Remove(PoolMember member)
    {
        Vacate(member);
        _members = [.. _members.Where(other => other != member)];
    }

    /// <summary>Takes its seat from a member.</summary>
    public static void Vacate(PoolMember member)
    {
        if (member.Seat.Holder == member)
            member.Seat.Holder = null;
        if (member.Seat.Candidate == member)
            member.Seat.Candidate = null;
    }

    /// <summary>Gives a candidate that is ready its seat, and returns who had it.</summary>
    public static PoolMember? Seat(PoolMember candidate)
    {
        var seat = candidate.Seat;
        var before = seat.Holder;
        (seat.Holder, seat.Candidate) = (candidate, null);
        return before;
    }

    /// <summary>
    /// Moves a spare that stands by to an empty seat, and returns it; null when there is none. Whoever is just being started for the
    /// seat becomes the spare.
    /// </summary>
    public PoolMember? MoveSpareTo(Seat seat)
    {
        if (seat.IsSpare || seat.Holder is not null || Seats.FirstOrDefault(IsManned) is not { } spare)
            return null;
        var member = spare.Holder!;
        (seat.Holder, spare.Holder, member.Seat) = (member, null, seat);
        if (spare.Candidate is null && seat.Candidate is { } starting)
            (spare.Candidate, seat.Candidate, starting.Seat) = (starting, null, spare);
        return member;
    }

    private static bool IsManned(Seat seat) => seat is { IsSpare: true, Holder.Phase: WorkerPhase.Standby };
}
