using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

public class QuietPeriodTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Ends_after_a_quiet_moment()
    {
        var wait = new QuietPeriod(_time).WaitAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(wait.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_refusal_extends_it()
    {
        var quiet = new QuietPeriod(_time);
        var wait = quiet.WaitAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(40));
        quiet.Touch();
        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(wait.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_crowd_cannot_extend_it_for_ever()
    {
        var quiet = new QuietPeriod(_time);
        var wait = quiet.WaitAsync(CancellationToken.None);

        for (var i = 0; i < 249; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            quiet.Touch();
            Assert.False(wait.IsCompleted, $"ended after {i} ms");
        }
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(wait.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_end_of_the_budget_ends_it()
    {
        using var budget = new CancellationTokenSource();
        var wait = new QuietPeriod(_time).WaitAsync(budget.Token);

        await budget.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
