using System.Text;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Upstream;

namespace Seaworthy.Tests.Run.Upstream;

public class EventScannerTests
{
    private readonly List<string> _messages = [];

    public static TheoryData<string, string[]> Streams => new()
    {
        { "data: one\n\ndata: two\n\n", ["one", "two"] },
        { "event: message\r\ndata: one\r\n\r\ndata:two\r\n\r\n", ["one", "two"] },
        { "data: one\r\rdata: two\r\r", ["one", "two"] },
        { ": comment\n\nretry: 5\n\nid: 7\ndata: \n\ndata: one\n\n", ["one"] },
        { "data: a\ndata: b\n\n", ["a\nb"] },
        { "data: é\n\n\n\n: only\ndata: two\n\n", ["é", "two"] },
        { "data: one\n\ndata: cut off", ["one"] },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Every_byte_passes_and_every_message_is_read_wherever_the_stream_is_cut(string stream, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var size = 1; size <= bytes.Length; size++)
        {
            _messages.Clear();
            Assert.Equal(stream, Relay(bytes, size, out _));
            Assert.Equal(expected, _messages);
        }
    }

    [Fact]
    public void Half_an_event_is_held_back()
    {
        var scanner = Scanner();
        Add(scanner, "data: one\n\nevent: message\ndata: {\"jso");
        Assert.Equal("data: one\n\n", Text(scanner.Ready));
        Assert.Equal("event: message\ndata: {\"jso", Text(scanner.Rest));
        Assert.False(scanner.IsInsideEvent);
    }

    [Fact]
    public void A_comment_passes_at_the_end_of_its_line()
    {
        var scanner = Scanner();
        Add(scanner, ": keep-alive\n");
        Assert.Equal(": keep-alive\n", Text(scanner.Ready));
    }

    [Fact]
    public void An_event_without_room_passes_in_pieces_and_the_next_one_is_read_again()
    {
        var scanner = Scanner(most: 10);
        Add(scanner, "data: 0123456789");
        Assert.Equal("data: 0123456789", Text(scanner.Ready));
        Assert.True(scanner.IsInsideEvent);
        Assert.True(scanner.HasPassedUnread);
        scanner.Sent();
        Add(scanner, "0123\n\ndata: two\n\n");
        Assert.Equal("0123\n\ndata: two\n\n", Text(scanner.Ready));
        Assert.False(scanner.IsInsideEvent);
        Assert.Equal(["two"], _messages);
    }

    [Fact]
    public void An_event_with_an_id_can_be_resumed()
    {
        var scanner = Scanner();
        Add(scanner, "id:\ndata: one\n\n");
        Assert.False(scanner.IsResumable);
        Add(scanner, "id: 1\ndata: \n\n");
        Assert.True(scanner.IsResumable);
    }

    [Fact]
    public void What_was_held_is_given_back()
    {
        var memory = new MemoryBudget(1 << 20);
        using (var room = new HeldRoom(memory, 1 << 20))
        {
            var scanner = new EventScanner(room, _ => { });
            Add(scanner, "data: " + new string('x', 20_000));
            Assert.False(memory.TryReserve(1 << 20));
        }
        Assert.True(memory.TryReserve(1 << 20));
    }

    private string Relay(byte[] bytes, int size, out EventScanner scanner)
    {
        scanner = Scanner();
        var passed = new List<byte>();
        for (var at = 0; at < bytes.Length; at += size)
        {
            Add(scanner, bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));
            passed.AddRange(scanner.Ready.Span);
            scanner.Sent();
        }
        passed.AddRange(scanner.Rest.Span);
        return Encoding.UTF8.GetString([.. passed]);
    }

    private EventScanner Scanner(long most = 1 << 20) =>
        new(new HeldRoom(new MemoryBudget(1 << 20), most), data => _messages.Add(Encoding.UTF8.GetString(data)));

    private static void Add(EventScanner scanner, string text) => Add(scanner, Encoding.UTF8.GetBytes(text));

    private static void Add(EventScanner scanner, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var free = scanner.Free.Span;
            var count = Math.Min(free.Length, bytes.Length);
            bytes[..count].CopyTo(free);
            bytes = bytes[count..];
            scanner.Add(count);
        }
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
