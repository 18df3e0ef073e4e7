using Seaworthy.Run.Isolation;

namespace Seaworthy.Tests.Run.Isolation;

public class SleepersTests
{
    private readonly Sleepers _sleepers = new();

    [Fact]
    public void Wakes_each_once()
    {
        var introduction = new Introduction("{}"u8.ToArray());
        _sleepers.Add("a", introduction);

        Assert.True(_sleepers.Has("a"));
        Assert.Same(introduction, _sleepers.Take("a"));
        Assert.Null(_sleepers.Take("a"));
    }

    [Fact]
    public void Forgets_the_oldest()
    {
        for (var i = 0; i <= 10_000; i++)
            _sleepers.Add($"{i}", new Introduction("{}"u8.ToArray()));

        Assert.False(_sleepers.Has("0"));
        Assert.True(_sleepers.Has("1"));
        Assert.Equal(10_000, _sleepers.Count);
    }
}
