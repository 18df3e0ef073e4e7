using Microsoft.Extensions.Time.Testing;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Rounds;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Supervision.Rounds;

public sealed class HangRuleTests : IAsyncLifetime
{
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(200);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeWorker _side = new();
    private readonly Pulse _pulse;
    private Worker _worker = null!;
    private HangRule _rule;

    public HangRuleTests() => (_rule, _pulse) = (new HangRule(HangTimeout, null, _time), new Pulse(_time.GetTimestamp()));

    public async ValueTask InitializeAsync() => _worker = await TestWorker.GetReadyAsync(_side);

    public ValueTask DisposeAsync() => _side.DisposeAsync();

    [Fact]
    public void One_that_has_no_calls_and_does_not_answer_hangs_after_its_time()
    {
        Assert.Null(After(HangTimeout));
        Assert.False(_rule.ProbesAreAnswered);

        Assert.Equal("it did not answer a ping within 30s (--hang-timeout)", After(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task One_that_became_ready_by_answering_what_it_is_asked_has_answered_once()
    {
        await using var side = new FakeWorker();
        var worker = await TestWorker.GetReadyAsync(side, isModern: true);
        Assert.False(_rule.IsProof(worker));

        _rule.Judge(_pulse, worker);

        Assert.True(_rule.IsProof(worker));
    }

    [Fact]
    public async Task One_that_answers_is_well()
    {
        var answered = _worker.Answered;
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Null(After(TimeSpan.FromSeconds(2)));
            var ping = await _side.ReadAsync();
            Assert.Equal("ping", (string?)ping["method"]);
            await _side.AnswerAsync(ping, "{}");
            await HeardAsync();
        }
        Assert.Null(After(TimeSpan.FromSeconds(2)));
        Assert.True(_rule.ProbesAreAnswered);
        Assert.Equal(answered, _worker.Answered);
    }

    [Fact]
    public async Task An_error_is_a_sign_of_life()
    {
        Assert.Null(After(TimeSpan.FromSeconds(2)));
        await _side.RefuseAsync(await _side.ReadAsync(), -32601);
        await HeardAsync();

        Assert.Null(After(TimeSpan.FromSeconds(29)));
    }

    [Fact]
    public void One_that_is_busy_is_left_alone()
    {
        _worker.Load = 1;

        Assert.Null(After(TimeSpan.FromHours(5)));
    }

    [Fact]
    public void So_is_one_that_was_busy_with_a_call_that_was_taken_back()
    {
        using var call = new TestCall(_side.Pipe, "1");
        _side.Pipe.Cancel(call.Call, "the client left");

        Assert.Null(After(TimeSpan.FromHours(5)));
    }

    [Fact]
    public async Task Past_the_call_timeout_it_is_asked_and_hangs_when_it_does_not_answer()
    {
        _rule = new HangRule(HangTimeout, TimeSpan.FromSeconds(60), _time);
        _worker.Load = 1;
        Assert.Null(After(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, _side.Pipe.InFlight);

        Assert.Null(After(TimeSpan.FromSeconds(30)));
        Assert.Equal("ping", (string?)(await _side.ReadAsync())["method"]);

        Assert.Equal("it has answered nothing for 1m (--call-timeout), nor a ping within 30s (--hang-timeout)", After(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task One_call_that_takes_too_long_is_no_hang_when_the_server_still_answers()
    {
        _rule = new HangRule(HangTimeout, TimeSpan.FromSeconds(60), _time);
        _worker.Load = 1;
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Null(After(TimeSpan.FromSeconds(65)));
            await _side.AnswerAsync(await _side.ReadAsync(), "{}");
            await HeardAsync();
        }
    }

    /// <summary>The verdict after some time of rounds.</summary>
    private string? After(TimeSpan time)
    {
        string? verdict = null;
        for (var passed = TimeSpan.Zero; passed < time && verdict is null; passed += Round)
        {
            _time.Advance(Round);
            verdict = _rule.Judge(_pulse, _worker);
        }
        return verdict;
    }

    /// <summary>The probe's answer goes through the pool of threads.</summary>
    private async Task HeardAsync()
    {
        while (_pulse.Probe is { IsCompleted: false } probe)
            await probe.WaitAsync(TestContext.Current.CancellationToken);
    }
}
