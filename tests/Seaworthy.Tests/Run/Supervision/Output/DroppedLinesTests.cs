using Microsoft.Extensions.Time.Testing;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Tests.Run.Supervision.Output;

public class DroppedLinesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _said = [];

    [Fact]
    public void The_count_is_said_once_a_second_while_there_is_one()
    {
        using var dropped = new DroppedLines(_said.Add, _time);
        Add(dropped, 500);
        Assert.Empty(_said);

        _time.Advance(TimeSpan.FromSeconds(1));
        Add(dropped, 7);
        Assert.Equal([500], _said);

        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([500, 7], _said);
    }

    [Fact]
    public void The_rest_is_said_at_the_end()
    {
        using (var dropped = new DroppedLines(_said.Add, _time))
            Add(dropped, 3);

        Assert.Equal([3], _said);
    }

    [Fact]
    public void Nothing_dropped_is_nothing_said()
    {
        using (new DroppedLines(_said.Add, _time))
            _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(_said);
    }

    private static void Add(DroppedLines dropped, int lines)
    {
        for (var line = 0; line < lines; line++)
            dropped.Add();
    }
}
