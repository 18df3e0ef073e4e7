using System.Text;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Tests.Run.Bridge.Framing;

public class LineReaderTests
{
    private const int Kept = 4 * 1024;

    [Fact]
    public async Task Cuts_the_same_lines_wherever_the_reads_end()
    {
        var bytes = Encoding.UTF8.GetBytes("one\ntwö\r\n\n\r\nthree\n");
        for (var first = 1; first < bytes.Length; first++)
        {
            for (var second = 1; second < bytes.Length; second++)
                Assert.Equal(["one", "twö", "three"], (await ReadAsync(new ChunkedStream(bytes, first, second, bytes.Length))).Whole);
        }
    }

    [Fact]
    public async Task Takes_a_last_line_without_a_line_end() =>
        Assert.Equal(["one", "two"], (await ReadAsync("one\ntwo")).Whole);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\r\n")]
    public async Task Gives_no_empty_lines(string text) => Assert.Empty((await ReadAsync(text)).Whole);

    [Fact]
    public async Task Keeps_a_carriage_return_inside_of_a_line() => Assert.Equal(["a\rb"], (await ReadAsync("a\rb\n")).Whole);

    [Fact]
    public async Task Takes_a_line_of_sixteen_megabytes_and_the_next_one()
    {
        var large = new string('x', 16 << 20);

        var lines = await ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes($"a\n{large}\nb\n"), 65536), 16 << 20);

        Assert.Equal(["a", large, "b"], lines.Whole);
        Assert.Empty(lines.Oversized);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65536)]
    public async Task Drops_a_line_over_the_limit_but_for_its_ends_and_goes_on(int chunk)
    {
        var large = "HEAD" + new string('x', 200_000) + "TAIL";

        var lines = await ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes($"a\n{large}\nb\n{large}\nc\n"), chunk), 100_000);

        Assert.Equal(["a", "b", "c"], lines.Whole);
        Assert.Equal(2, lines.Oversized.Count);
        foreach (var (head, tail, length) in lines.Oversized)
        {
            Assert.Equal(large[..Kept], head);
            Assert.Equal(large[^Kept..], tail);
            Assert.Equal(large.Length, length);
        }
    }

    [Fact]
    public async Task Reports_a_last_line_over_the_limit()
    {
        var lines = await ReadAsync(new ChunkedStream(new byte[300_000], 65536), 100_000);

        Assert.Equal(300_000, Assert.Single(lines.Oversized).Length);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task Counts_exactly(int length, bool isTaken)
    {
        var lines = await ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes(new string('x', length) + "\n"), 7), 100);

        Assert.Equal(isTaken ? 1 : 0, lines.Whole.Count);
        Assert.Equal(isTaken ? 0 : 1, lines.Oversized.Count);
    }

    [Fact]
    public async Task Gives_the_same_lines_for_any_chunks()
    {
        var random = new Random(17);
        for (var round = 0; round < 200; round++)
        {
            var expected = Enumerable.Range(0, 50).Select(i => new string((char)('a' + i % 26), random.Next(1, 9_000))).ToArray();
            var bytes = Encoding.UTF8.GetBytes(string.Join(random.Next(2) == 0 ? "\n" : "\r\n", expected) + "\n");
            var sizes = Enumerable.Range(0, 500).Select(_ => random.Next(1, 20_000)).ToArray();

            Assert.Equal(expected, (await ReadAsync(new ChunkedStream(bytes, sizes))).Whole);
        }
    }

    private static Task<Lines> ReadAsync(string text) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<Lines> ReadAsync(Stream stream, long maxLine = 1 << 20)
    {
        var lines = new Lines();
        await new LineReader(maxLine).RunAsync(stream, lines, TestContext.Current.CancellationToken);
        return lines;
    }
}
