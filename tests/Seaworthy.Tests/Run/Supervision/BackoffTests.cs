using Seaworthy.Run.Supervision;

namespace Seaworthy.Tests.Run.Supervision;

public class BackoffTests
{
    [Fact]
    public void Doubles_from_a_tenth_of_a_second_to_half_a_minute_less_a_quarter_at_most()
    {
        var backoff = new Backoff(new Random(5));
        for (var failures = 0; failures < 100; failures++)
        {
            var most = TimeSpan.FromSeconds(Math.Min(0.1 * Math.Pow(2, failures), 30));

            Assert.InRange(backoff.AfterDeath(hadAnswered: false), most * 0.75, most);
        }
    }

    [Fact]
    public void Does_not_wait_after_a_worker_that_had_answered_and_begins_anew()
    {
        var backoff = new Backoff(new Random(5));
        for (var i = 0; i < 10; i++)
            backoff.AfterDeath(hadAnswered: false);

        Assert.Equal(TimeSpan.Zero, backoff.AfterDeath(hadAnswered: true));
        Assert.InRange(backoff.AfterDeath(hadAnswered: false), TimeSpan.FromMilliseconds(75), TimeSpan.FromMilliseconds(100));
    }
}
