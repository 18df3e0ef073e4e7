using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Tests.Contract;

public class ShutdownBudgetTests
{
    [Fact]
    public void The_default_is_30_s_without_a_delay_and_3_s_to_cancel()
    {
        var budget = ShutdownBudget.Default;

        Assert.Equal(TimeSpan.FromSeconds(30), budget.Total);
        Assert.Equal(TimeSpan.Zero, budget.Delay);
        Assert.Equal(TimeSpan.FromSeconds(27), budget.CancelAfter);
        Assert.Equal(TimeSpan.FromMilliseconds(29_750), budget.AnswerAfter);
        Assert.Empty(budget.Validate());
    }

    [Fact]
    public void The_platform_needs_preStop_and_total_and_five_seconds()
    {
        Assert.Equal(TimeSpan.FromSeconds(35), ShutdownBudget.Default.PlatformGrace(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(45), ShutdownBudget.Default.PlatformGrace(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(1000, 200, 900)]
    [InlineData(1000, 500, 750)]
    [InlineData(1000, 0, 1000)]
    public void A_short_cancel_grace_keeps_half_of_itself_for_the_last_answers(int total, int cancelGrace, int answerAfter)
    {
        var budget = new ShutdownBudget(TimeSpan.FromMilliseconds(total), TimeSpan.Zero, TimeSpan.FromMilliseconds(cancelGrace));

        Assert.Equal(TimeSpan.FromMilliseconds(answerAfter), budget.AnswerAfter);
        Assert.True(budget.CancelAfter <= budget.AnswerAfter && budget.AnswerAfter <= budget.Total);
    }

    [Theory]
    [InlineData(30, 5, 3, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(-1, 0, 0, 1)]
    [InlineData(30, -5, 3, 1)]
    [InlineData(30, 0, -3, 1)]
    [InlineData(8, 5, 3, 1)]
    [InlineData(9, 5, 3, 0)]
    [InlineData(-1, -1, 0, 2)]
    public void Every_mistake_is_reported(int total, int delay, int cancelGrace, int mistakes)
    {
        var budget = new ShutdownBudget(TimeSpan.FromSeconds(total), TimeSpan.FromSeconds(delay), TimeSpan.FromSeconds(cancelGrace));

        Assert.Equal(mistakes, budget.Validate().Count());
    }

    [Fact]
    public void A_budget_without_time_to_drain_says_what_to_set()
    {
        var budget = new ShutdownBudget(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3));

        Assert.Contains("Set --shutdown-timeout or SEAWORTHY_SHUTDOWN_TIMEOUT above 8s", Assert.Single(budget.Validate()), StringComparison.Ordinal);
    }
}
