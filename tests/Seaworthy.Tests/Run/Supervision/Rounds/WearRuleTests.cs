using Microsoft.Extensions.Time.Testing;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Pool;
using Seaworthy.Run.Supervision.Rounds;

namespace Seaworthy.Tests.Run.Supervision.Rounds;

public class WearRuleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PoolMember _member = new(new Seat(1, isSpare: false), 0, CancellationToken.None, CancellationToken.None);
    private readonly Worker _worker;

    public WearRuleTests() => _member.Worker = _worker = TestWorker.Create(time: _time);

    [Fact]
    public void Calls_wear_out_at_most_a_tenth_before_the_limit()
    {
        var rule = new WearRule(new WearLimits(1000, null, null), _time);
        _worker.Calls = 899;
        Assert.Null(rule.Judge(_member));

        _worker.Calls = 1000;

        Assert.Equal("it has had 1000 calls (--max-calls 1000)", rule.Judge(_member));
    }

    [Fact]
    public void Memory_wears_out_above_the_limit()
    {
        var rule = new WearRule(new WearLimits(null, 200 << 20, null), _time);
        Assert.True(rule.WatchesMemory);
        _worker.Memory = 200 << 20;
        Assert.Null(rule.Judge(_member));

        _worker.Memory = 214 << 20;

        Assert.Equal("its processes take 214MiB (--max-memory 200MiB)", rule.Judge(_member));
    }

    [Fact]
    public void Age_wears_out_at_most_a_tenth_before_the_limit()
    {
        var rule = new WearRule(new WearLimits(null, null, TimeSpan.FromHours(10)), _time);
        _time.Advance(TimeSpan.FromMinutes(539));
        Assert.Null(rule.Judge(_member));

        _time.Advance(TimeSpan.FromMinutes(61));

        Assert.Contains("--max-age 10h", rule.Judge(_member), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_worn_without_limits_or_before_its_process_runs()
    {
        _worker.Calls = long.MaxValue;
        _worker.Memory = long.MaxValue;
        _time.Advance(TimeSpan.FromDays(1000));

        Assert.Null(new WearRule(new WearLimits(null, null, null), _time).Judge(_member));
        Assert.Null(new WearRule(new WearLimits(1, 1, TimeSpan.FromSeconds(1)), _time)
            .Judge(new PoolMember(_member.Seat, 0, CancellationToken.None, CancellationToken.None)));
    }
}
