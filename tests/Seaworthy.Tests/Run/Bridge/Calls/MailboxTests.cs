using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

public sealed class MailboxTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryBudget _memory = new(100_000);
    private readonly Mailbox _mailbox;

    public MailboxTests() => _mailbox = new Mailbox(_memory, _time, TimeSpan.FromSeconds(1));

    public void Dispose() => _mailbox.Dispose();

    [Fact]
    public async Task Gives_mail_in_the_order_in_which_it_came()
    {
        for (var i = 0; i < 10; i++)
            Assert.True(_mailbox.Post(MailText.Notification($"{i}")));
        for (var i = 0; i < 10; i++)
            Assert.Equal($"{i}", (await _mailbox.NextAsync()).Text());
        Assert.False(_mailbox.TryNext(out _));
    }

    [Fact]
    public async Task Wakes_a_reader_that_waits()
    {
        var next = _mailbox.NextAsync().AsTask();
        Assert.False(next.IsCompleted);

        _mailbox.Post(Mail.Answer([1]));

        Assert.Equal(MailKind.Answer, (await next).Kind);
    }

    [Theory]
    [InlineData(nameof(MailKind.Answer))]
    [InlineData(nameof(MailKind.Failure))]
    [InlineData(nameof(MailKind.Cancelled))]
    [InlineData(nameof(MailKind.EndOfStream))]
    [InlineData(nameof(MailKind.ClientGone))]
    public async Task Takes_nothing_after_what_is_final(string kind)
    {
        Assert.True(_mailbox.Post(Mail.Of(Enum.Parse<MailKind>(kind))));

        Assert.False(_mailbox.Post(MailText.Notification("late")));
        Assert.False(_mailbox.Post(Mail.Failure(CallError.WorkerLost("late"))));
        Assert.Equal(kind, (await _mailbox.NextAsync()).Kind.ToString());
        Assert.False(_mailbox.TryNext(out _));
    }

    [Fact]
    public async Task Measures_silence_until_it_is_asked_again()
    {
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(_mailbox.TryNext(out _));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(MailKind.Silence, (await _mailbox.NextAsync()).Kind);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_mailbox.TryNext(out _));

        _mailbox.ExpectWithin(TimeSpan.FromSeconds(15));
        _time.Advance(TimeSpan.FromSeconds(10));
        _mailbox.ExpectWithin(TimeSpan.FromSeconds(15));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(_mailbox.TryNext(out _));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(MailKind.Silence, (await _mailbox.NextAsync()).Kind);
    }

    [Fact]
    public void Is_silent_once_disposed()
    {
        _mailbox.Dispose();
        _mailbox.ExpectWithin(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(_mailbox.TryNext(out _));
    }

    [Fact]
    public async Task Drops_the_oldest_notifications_of_a_slow_reader_and_never_the_answer()
    {
        for (var i = 0; i < Mailbox.MaxWaiting + 10; i++)
            Assert.True(_mailbox.Post(MailText.Notification($"{i}")));
        Assert.True(_mailbox.Post(Mail.Answer("answer"u8.ToArray())));

        Assert.Equal(11, _mailbox.Dropped);
        Assert.Equal("11", (await _mailbox.NextAsync()).Text());
        Mail last = default;
        var count = 1;
        while (_mailbox.TryNext(out var mail))
            (last, count) = (mail, count + 1);
        Assert.Equal("answer", last.Text());
        Assert.Equal(Mailbox.MaxWaiting, count);
    }

    [Fact]
    public async Task Drops_notifications_for_the_answer_when_memory_is_short()
    {
        for (var i = 0; i < 15; i++)
            Assert.True(_mailbox.Post(Mail.Notification(new byte[10_000])));
        Assert.True(_mailbox.Post(Mail.Answer(new byte[95_000])));

        Assert.Equal(15, _mailbox.Dropped);
        Assert.Equal(MailKind.Answer, (await _mailbox.NextAsync()).Kind);
        Assert.Equal(95_000, _memory.Held);
    }

    [Fact]
    public async Task Says_so_when_there_is_no_room_for_the_answer()
    {
        Assert.True(_memory.TryReserve(99_000));

        Assert.True(_mailbox.Post(Mail.Notification(new byte[2_000])));
        Assert.True(_mailbox.Post(Mail.Answer(new byte[2_000])));

        Assert.Equal(MailKind.Failure, (await _mailbox.NextAsync()).Kind);
        Assert.Equal(1, _mailbox.Dropped);
    }

    [Fact]
    public async Task Holds_what_it_gave_until_it_is_asked_again_and_gives_everything_back()
    {
        for (var i = 0; i < 3; i++)
            _mailbox.Post(Mail.Notification(new byte[100]));
        await _mailbox.NextAsync();
        Assert.Equal(300, _memory.Held);
        await _mailbox.NextAsync();
        Assert.Equal(200, _memory.Held);

        _mailbox.Dispose();

        Assert.Equal(0, _memory.Held);
        Assert.False(_mailbox.Post(Mail.Notification(new byte[100])));
        Assert.Equal(0, _memory.Held);
    }

    [Fact]
    public async Task Loses_nothing_between_a_fast_writer_and_its_reader()
    {
        const int Count = 200_000;
        using var mailbox = new Mailbox(_memory, _time, Timeout.InfiniteTimeSpan);
        var read = Task.Run(async () =>
        {
            var received = 0;
            while (!(await mailbox.NextAsync()).IsFinal)
                received++;
            return received;
        });
        var posted = 0;
        for (var i = 0; i < Count; i++)
            posted += mailbox.Post(Mail.Notification([])) ? 1 : 0;
        mailbox.Post(Mail.Of(MailKind.EndOfStream));

        Assert.Equal(posted, await read + mailbox.Dropped);
    }

    [Fact]
    public async Task Races_of_final_mail_have_one_winner()
    {
        for (var round = 0; round < 500; round++)
        {
            using var mailbox = new Mailbox(_memory, _time, Timeout.InfiniteTimeSpan);
            var next = mailbox.NextAsync().AsTask();
            var winners = await Task.WhenAll(
                Task.Run(() => mailbox.Post(Mail.Answer([]))), Task.Run(() => mailbox.Post(Mail.Of(MailKind.Cancelled))));

            Assert.Single(winners, true);
            Assert.True((await next).IsFinal);
        }
    }
}
