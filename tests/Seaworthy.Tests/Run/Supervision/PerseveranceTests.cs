using Microsoft.Extensions.Time.Testing;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Tests.Run.Supervision;

public class PerseveranceTests
{
    private static readonly WorkerEnd Crash = new("exit 1", WasReady: false, HadAnswered: false, []);
    private static readonly WorkerEnd Missing = Crash with { Description = "cannot start 'nope'", IsHopeless = true };

    private readonly FakeTimeProvider _time = new();
    private readonly Perseverance _perseverance;

    public PerseveranceTests() => _perseverance = new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5), _time);

    [Fact]
    public void The_first_start_is_tried_for_the_start_timeout()
    {
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(_perseverance.OnEnd(Crash));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("no worker became ready within 1m (--start-timeout); the worker ended: exit 1", _perseverance.OnEnd(Crash));
    }

    [Fact]
    public void A_command_that_does_not_exist_is_not_tried_again() =>
        Assert.Equal("cannot start 'nope'", _perseverance.OnEnd(Missing));

    [Fact]
    public void A_start_that_took_too_long_is_said_once()
    {
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("the worker took longer than 1m (--start-timeout)",
            _perseverance.OnEnd(Crash with { Description = "it took longer than 1m (--start-timeout)" }));
    }

    [Fact]
    public void A_command_that_has_gone_is_tried_again_for_it_may_come_back()
    {
        _perseverance.OnReady();

        Assert.Null(_perseverance.OnEnd(Missing));
    }

    [Fact]
    public void After_a_ready_worker_the_clock_is_that_of_give_up_after()
    {
        _perseverance.OnReady();
        _time.Advance(TimeSpan.FromDays(9));
        Assert.Null(_perseverance.OnEnd(Crash));

        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Null(_perseverance.OnEnd(Crash));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("no worker has been ready for 5m (--give-up-after); the worker ended: exit 1", _perseverance.OnEnd(Crash));
    }

    [Fact]
    public void Each_ready_worker_starts_the_clock_anew()
    {
        for (var round = 0; round < 10; round++)
        {
            _perseverance.OnReady();
            Assert.Null(_perseverance.OnEnd(Crash));
            _time.Advance(TimeSpan.FromMinutes(4));
        }
    }

    [Fact]
    public void What_is_left_leaves_time_for_one_last_try()
    {
        _perseverance.OnReady();
        _ = _perseverance.OnEnd(Crash);

        Assert.Equal(TimeSpan.FromMinutes(5), _perseverance.Left);
        _time.Advance(TimeSpan.FromSeconds(290));
        Assert.Equal(TimeSpan.FromSeconds(10), _perseverance.Left);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.Zero, _perseverance.Left);
    }
}
