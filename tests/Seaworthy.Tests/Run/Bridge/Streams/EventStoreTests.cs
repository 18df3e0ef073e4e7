using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Tests.Run.Bridge.Streams;

public class EventStoreTests
{
    private readonly MemoryBudget _memory = new(4 * 1064);
    private readonly EventStore _store;

    public EventStoreTests() => _store = new EventStore(_memory);

    [Fact]
    public void Forgets_the_log_that_was_written_to_least_recently()
    {
        var (first, second) = (new StreamLog(1, _store), new StreamLog(2, _store));
        first.Append(new byte[400]);
        second.Append(new byte[400]);
        first.Append(new byte[30]);

        // A quarter of the memory is for events: 1064 bytes, of which 464 + 464 + 94 are taken.
        first.Append(new byte[100]);

        Assert.Empty(second.After(0));
        Assert.Equal(3, first.After(0).Count);
        Assert.Equal(464 + 94 + 164, _store.Held);
        Assert.Equal(_store.Held, _memory.Held);
    }

    [Fact]
    public void What_does_not_fit_at_all_is_not_kept_and_still_numbered()
    {
        var log = new StreamLog(1, _store);
        Assert.Equal(1, log.Append(new byte[2_000]).Number);
        Assert.Equal(2, log.Append(new byte[10]).Number);

        Assert.Equal(2, Assert.Single(log.After(0)).Number);
    }

    [Fact]
    public void Takes_nothing_that_others_hold()
    {
        var log = new StreamLog(1, _store);
        Assert.True(_memory.TryReserve(_memory.Limit - 100));

        log.Append(new byte[200]);

        Assert.Empty(log.After(0));
        Assert.Equal(_memory.Limit - 100, _memory.Held);
    }

    [Fact]
    public void A_session_that_ends_gives_everything_back()
    {
        var streams = new SessionStreams(_store);
        streams.Own.Append(new byte[50]);
        var post = streams.Begin();
        post.Append(new byte[50]);
        streams.End(post);
        Assert.Same(post, streams.Find(post.Stream));

        streams.Forget();

        Assert.Equal((0, 0), (_store.Held, _memory.Held));
        Assert.Null(streams.Find(post.Stream));
        Assert.Same(streams.Own, streams.Find(0));
    }

    [Fact]
    public void A_stream_that_ended_without_an_event_is_not_kept()
    {
        var streams = new SessionStreams(_store);
        var post = streams.Begin();

        streams.End(post);

        Assert.Null(streams.Find(post.Stream));
    }
}
