using Microsoft.Extensions.Time.Testing;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Tests.Run.Supervision;

public class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly Backoff _backoff;

    public BackoffTests() => _backoff = new Backoff(new Random(5), new ReplacementTokens(_time));

    [Fact]
    public void Doubles_from_a_tenth_of_a_second_to_half_a_minute_less_a_quarter_at_most()
    {
        Assert.False(_backoff.IsFailing);
        for (var failures = 0; failures < 100; failures++)
        {
            var most = TimeSpan.FromSeconds(Math.Min(0.1 * Math.Pow(2, failures), 30));

            Assert.InRange(_backoff.AfterDeath(hadAnswered: false), most * 0.75, most);
            Assert.True(_backoff.IsFailing);
        }
    }

    [Fact]
    public void Does_not_wait_after_a_worker_that_had_answered_and_begins_anew()
    {
        for (var i = 0; i < 10; i++)
            _backoff.AfterDeath(hadAnswered: false);

        Assert.Equal(TimeSpan.Zero, _backoff.AfterDeath(hadAnswered: true));
        Assert.False(_backoff.IsFailing);
        Assert.InRange(_backoff.AfterDeath(hadAnswered: false), First * 0.75, First);
    }

    [Fact]
    public void A_storm_of_ten_deaths_a_second_costs_no_wait()
    {
        for (var death = 0; death < 1000; death++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Equal(TimeSpan.Zero, _backoff.AfterDeath(hadAnswered: true));
        }
    }

    [Fact]
    public void A_server_that_dies_of_every_call_runs_out_of_tokens_and_gets_them_back_with_time()
    {
        for (var death = 0; death < ReplacementTokens.Most; death++)
            Assert.Equal(TimeSpan.Zero, _backoff.AfterDeath(hadAnswered: true));

        Assert.InRange(_backoff.AfterDeath(hadAnswered: true), First * 0.75, First);
        _time.Advance(TimeSpan.FromSeconds(1 / ReplacementTokens.PerSecond));
        Assert.Equal(TimeSpan.Zero, _backoff.AfterDeath(hadAnswered: true));
        Assert.NotEqual(TimeSpan.Zero, _backoff.AfterDeath(hadAnswered: true));
    }
}
