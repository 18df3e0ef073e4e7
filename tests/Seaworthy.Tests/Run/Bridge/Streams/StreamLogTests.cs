using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Tests.Run.Bridge.Streams;

public class StreamLogTests
{
    private readonly EventStore _store = new(new MemoryBudget(1 << 20));
    private readonly StreamLog _log;

    public StreamLogTests() => _log = new StreamLog(3, _store);

    [Fact]
    public void Gives_what_came_after_a_place_and_nothing_else()
    {
        for (var i = 1; i <= 3; i++)
            Assert.Equal(new EventId(3, i), _log.Append(Bytes($"{i}")));

        Assert.Equal(["2", "3"], Texts(1));
        Assert.Equal([], Texts(3));
        Assert.Equal([], Texts(77));
    }

    [Fact]
    public void Is_over_when_it_is_complete_and_read()
    {
        _log.Append(Bytes("1"));
        Assert.False(_log.IsOverAfter(1));
        _log.Complete();
        Assert.False(_log.IsOverAfter(0));
        Assert.True(_log.IsOverAfter(1));
    }

    [Fact]
    public void Drops_the_oldest_of_very_many()
    {
        for (var i = 1; i <= 600; i++)
            _log.Append(Bytes("x"));

        Assert.Equal(89, _log.After(0)[0].Number);
        Assert.Equal(512 * new LoggedEvent(0, Bytes("x")).Bytes, _store.Held);
    }

    [Fact]
    public async Task Wakes_its_one_reader_and_ends_the_one_before()
    {
        using var first = Box();
        using var second = Box();
        _log.Attach(first);
        _log.Append(Bytes("1"));
        Assert.Equal(MailKind.Arrival, (await first.NextAsync()).Kind);

        _log.Attach(second);

        Assert.Equal(MailKind.EndOfStream, (await first.NextAsync()).Kind);
        _log.Detach(first);
        Assert.True(_log.HasReader);
        _log.Append(Bytes("2"));
        Assert.Equal(MailKind.Arrival, (await second.NextAsync()).Kind);
    }

    [Fact]
    public void A_place_from_before_it_was_forgotten_counts_as_the_last()
    {
        _log.Append(Bytes("1"));

        Assert.Equal(1, _log.PlaceOf(50));
        Assert.Equal(0, _log.PlaceOf(0));
    }

    private static Mailbox Box() => new(new MemoryBudget(1 << 20), new FakeTimeProvider(), Timeout.InfiniteTimeSpan);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private List<string> Texts(long after) => [.. _log.After(after).Select(each => Encoding.UTF8.GetString(each.Message))];
}
