using System.IO.Pipelines;
using System.Text;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Tests.Run.Bridge.Framing;

public class LineWriterTests
{
    [Fact]
    public async Task Keeps_the_order_of_each_of_many_writers()
    {
        const int Writers = 8, Each = 5_000;
        var pipe = new Pipe();
        var writer = new LineWriter(pipe.Writer.AsStream());
        var running = writer.RunAsync();
        var lines = ReadAllAsync(pipe.Reader);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                Assert.True(writer.TryWrite(Encoding.ASCII.GetBytes($"{w} {i}")));
        })));
        writer.Complete();
        await running;

        var seen = (await lines).Whole.Select(line => line.Split(' ')).ToLookup(parts => parts[0], parts => int.Parse(parts[1], null));
        Assert.Equal(Writers, seen.Count);
        Assert.All(seen, one => Assert.Equal(Enumerable.Range(0, Each), one));
    }

    [Fact]
    public async Task Writes_what_came_together_at_once()
    {
        var pipe = new GatedStream();
        var writer = new LineWriter(pipe);
        var running = writer.RunAsync();
        writer.TryWrite("first"u8);
        await pipe.Writing;
        for (var i = 0; i < 100; i++)
            writer.TryWrite("more"u8);
        Assert.Equal(500, writer.Pending);

        pipe.Open();
        writer.Complete();
        await running;

        Assert.Equal(["first\n", string.Concat(Enumerable.Repeat("more\n", 100))], pipe.Writes);
    }

    [Fact]
    public async Task Completion_flushes_and_closes()
    {
        var pipe = new GatedStream();
        var writer = new LineWriter(pipe);
        pipe.Open();

        writer.TryWrite("last"u8);
        writer.Complete();
        writer.Complete();
        await writer.RunAsync();

        Assert.Equal(["last\n"], pipe.Writes);
        Assert.True(pipe.IsClosed);
        Assert.False(writer.TryWrite("late"u8));
        Assert.True(writer.IsCompleted);
    }

    [Fact]
    public async Task A_broken_pipe_ends_it()
    {
        var pipe = new GatedStream { Failure = new IOException("Broken pipe") };
        var writer = new LineWriter(pipe);
        pipe.Open();

        writer.TryWrite("lost"u8);
        await writer.RunAsync();

        Assert.True(pipe.IsClosed);
        Assert.False(writer.TryWrite("late"u8));
    }

    [Fact]
    public void Refuses_when_a_stuck_reader_would_cost_too_much_memory()
    {
        var writer = new LineWriter(Stream.Null);
        var line = new byte[1 << 20];
        var taken = 0;
        while (taken < 1000 && writer.TryWrite(line))
            taken++;

        Assert.Equal(63, taken);
        Assert.False(writer.IsCompleted);
        Assert.InRange(writer.Pending, 1, LineWriter.MaxPending);
    }

    [Fact]
    public void Takes_a_single_line_of_any_size() => Assert.True(new LineWriter(Stream.Null).TryWrite(new byte[LineWriter.MaxPending + 1]));

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public async Task Has_room_for_the_line_end(int length)
    {
        var pipe = new GatedStream();
        var writer = new LineWriter(pipe);
        pipe.Open();

        writer.TryWrite(new byte[length]);
        writer.Complete();
        await writer.RunAsync();

        Assert.Equal(length + 1, Assert.Single(pipe.Writes).Length);
    }

    private static async Task<Lines> ReadAllAsync(PipeReader reader)
    {
        var lines = new Lines();
        await new LineReader(1 << 20).RunAsync(reader.AsStream(), lines, TestContext.Current.CancellationToken);
        return lines;
    }
}
