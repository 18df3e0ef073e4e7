using Seaworthy.Run.Supervision.Phases;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Tests.Run.Supervision.Pool;

public class RosterTests
{
    private readonly Roster _roster = new(new PoolSize(2, 1));

    [Fact]
    public void Seats_are_numbered_and_spares_come_last() =>
        Assert.Equal([(1, false), (2, false), (3, true)], _roster.Seats.Select(seat => (seat.Number, seat.IsSpare)));

    [Fact]
    public void A_candidate_takes_its_seat_and_says_who_had_it()
    {
        var first = Join(0, WorkerPhase.Standby);
        Assert.Null(Roster.Seat(first));

        var second = Join(0, WorkerPhase.Standby);
        Assert.True(_roster.Seats[0].IsBeingRenewed);

        Assert.Same(first, Roster.Seat(second));
        Assert.Equal((second, null), (_roster.Seats[0].Holder, _roster.Seats[0].Candidate));
        Assert.Equal([first, second], _roster.Members);
    }

    [Fact]
    public void A_spare_that_stands_by_moves_to_an_empty_seat()
    {
        var spare = Manned(2, WorkerPhase.Standby);

        Assert.Same(spare, _roster.MoveSpareTo(_roster.Seats[1]));

        Assert.Same(_roster.Seats[1], spare.Seat);
        Assert.True(_roster.Seats[2].IsOpen);
    }

    [Fact]
    public void Whoever_was_being_started_for_the_seat_becomes_the_spare()
    {
        var spare = Manned(2, WorkerPhase.Standby);
        var starting = Join(0, WorkerPhase.Starting);

        _roster.MoveSpareTo(_roster.Seats[0]);

        Assert.Equal((spare, null), (_roster.Seats[0].Holder, _roster.Seats[0].Candidate));
        Assert.Equal((starting, _roster.Seats[2]), (_roster.Seats[2].Candidate, starting.Seat));
    }

    [Fact]
    public void No_spare_moves_to_a_seat_that_is_held_or_before_it_is_ready()
    {
        Manned(0, WorkerPhase.Serving);
        var spare = Manned(2, WorkerPhase.Standby);
        Assert.Null(_roster.MoveSpareTo(_roster.Seats[0]));
        Assert.Null(_roster.MoveSpareTo(_roster.Seats[2]));

        spare.Phase = WorkerPhase.Stopping;
        Assert.Null(_roster.MoveSpareTo(_roster.Seats[1]));
    }

    [Fact]
    public void It_serves_while_one_serves()
    {
        var member = Manned(1, WorkerPhase.Serving);
        Assert.True(_roster.IsServing);

        _roster.Remove(member);

        Assert.False(_roster.IsServing);
        Assert.Empty(_roster.Members);
        Assert.True(_roster.Seats[1].IsOpen);
    }

    private PoolMember Manned(int seat, WorkerPhase phase)
    {
        var member = Join(seat, phase);
        Roster.Seat(member);
        return member;
    }

    private PoolMember Join(int seat, WorkerPhase phase)
    {
        var member = new PoolMember(_roster.Seats[seat], 0, CancellationToken.None, CancellationToken.None) { Phase = phase };
        _roster.Add(member);
        return member;
    }
}
