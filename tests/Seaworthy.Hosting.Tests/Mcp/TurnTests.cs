using Seaworthy.Hosting.Mcp;

namespace Seaworthy.Hosting.Tests.Mcp;

public class TurnTests
{
    [Fact]
    public async Task Whoever_waits_is_let_in_one_after_the_other()
    {
        var turn = new Turn();
        Assert.True(turn.TryTake());
        Assert.False(turn.TryTake());
        var second = turn.TakeAsync();
        var third = turn.TakeAsync();

        Assert.False(second.IsCompleted);
        turn.Give();
        // Which of the two is let in first is left open.
        var first = await Task.WhenAny(second, third);
        Assert.False((first == second ? third : second).IsCompleted);
        Assert.False(turn.TryTake());
        turn.Give();
        await Task.WhenAll(second, third);
        turn.Give();

        Assert.True(turn.TryTake());
    }

    [Fact]
    public async Task Nobody_meets_another_inside()
    {
        var turn = new Turn();
        var inside = 0;
        var done = 0;
        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, async (_, _) =>
        {
            for (var i = 0; i < 2000; i++)
            {
                if (!turn.TryTake())
                    await turn.TakeAsync();
                Assert.Equal(1, Interlocked.Increment(ref inside));
                done++;
                Interlocked.Decrement(ref inside);
                turn.Give();
            }
        });

        Assert.Equal(16_000, done);
    }
}
