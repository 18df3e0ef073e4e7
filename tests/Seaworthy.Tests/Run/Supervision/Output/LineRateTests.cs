using Microsoft.Extensions.Time.Testing;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Tests.Run.Supervision.Output;

public class LineRateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_burst_passes_and_then_so_many_a_second()
    {
        var rate = new LineRate(_time);

        Assert.Equal(LineRate.Burst, Taken(rate, 5000));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LineRate.PerSecond, Taken(rate, 5000));
        _time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.Equal(3, Taken(rate, 5000));
    }

    [Fact]
    public void Quiet_hours_earn_one_burst_and_no_more()
    {
        var rate = new LineRate(_time);
        _ = Taken(rate, 5000);

        _time.Advance(TimeSpan.FromHours(8));

        Assert.Equal(LineRate.Burst, Taken(rate, 5000));
    }

    [Fact]
    public void A_steady_writer_below_the_rate_loses_nothing()
    {
        var rate = new LineRate(_time);
        for (var line = 0; line < 10_000; line++)
        {
            Assert.True(rate.TryTake());
            _time.Advance(TimeSpan.FromMilliseconds(11));
        }
    }

    private static int Taken(LineRate rate, int lines) => Enumerable.Range(0, lines).Count(_ => rate.TryTake());
}
