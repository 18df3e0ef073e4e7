using System.Globalization;
using System.Text;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Tests.Run.Supervision.Output;

public class LastLinesTests
{
    private readonly LastLines _lines = new();

    [Fact]
    public void Few_lines_are_all_there()
    {
        Add("first", "second");

        Assert.Equal(["first", "second"], _lines.ToList());
    }

    [Fact]
    public void Of_many_the_last_are_there_oldest_first()
    {
        Add([.. Enumerable.Range(1, 1007).Select(n => n.ToString(CultureInfo.InvariantCulture))]);

        Assert.Equal(Enumerable.Range(988, LastLines.Kept).Select(n => n.ToString(CultureInfo.InvariantCulture)), _lines.ToList());
    }

    [Fact]
    public void A_short_line_in_the_place_of_a_long_one_has_nothing_of_it()
    {
        Add([.. Enumerable.Repeat(new string('x', 500), LastLines.Kept)]);
        Add([.. Enumerable.Repeat("y", LastLines.Kept)]);

        Assert.All(_lines.ToList(), line => Assert.Equal("y", line));
    }

    [Fact]
    public void A_long_line_is_cut_and_says_so()
    {
        Add(new string('x', LastLines.KeptOfEach + 1));

        Assert.Equal(new string('x', LastLines.KeptOfEach) + "…", Assert.Single(_lines.ToList()));
    }

    [Fact]
    public void A_flood_takes_no_memory()
    {
        var line = Encoding.UTF8.GetBytes(new string('x', 500));
        for (var i = 0; i < LastLines.Kept; i++)
            _lines.Add(line);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 10_000; i++)
            _lines.Add(line);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Add(params string[] lines)
    {
        foreach (var line in lines)
            _lines.Add(Encoding.UTF8.GetBytes(line));
    }
}
