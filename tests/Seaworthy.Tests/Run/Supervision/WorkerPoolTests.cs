using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Tests.Run.Supervision;

public class WorkerPoolTests
{
    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly WorkerPool _pool;

    public WorkerPoolTests() => _pool = new WorkerPool(new PoolLimits(2, 3, QueueTimeout), _time);

    [Fact]
    public void Gives_calls_to_the_least_loaded_up_to_the_cap_of_each()
    {
        var (one, two) = (TestWorker.Create(1), TestWorker.Create(2));
        _pool.Add(one);
        _pool.Add(two);

        int[] pids = [.. Enumerable.Range(0, 4).Select(_ => _pool.TryAdmit()!.Pid)];

        Assert.Equal([1, 2, 1, 2], pids);
        Assert.Null(_pool.TryAdmit());
        _pool.Release(two);
        Assert.Same(two, _pool.TryAdmit());
        Assert.Equal((2, 2), (one.Load, two.Load));
    }

    [Fact]
    public async Task Calls_wait_in_order_for_the_first_worker()
    {
        var first = _pool.Enqueue();
        var second = _pool.Enqueue();
        var third = _pool.Enqueue();
        Assert.Equal(3, _pool.Queued);
        Assert.False(first.Admission.IsCompleted);

        var worker = TestWorker.Create();
        _pool.Add(worker);

        Assert.Same(worker, (await first.Admission).Worker);
        Assert.Same(worker, (await second.Admission).Worker);
        Assert.False(third.Admission.IsCompleted);
        _pool.Release(worker);
        Assert.Same(worker, (await third.Admission).Worker);
        Assert.Equal((0, 2), (_pool.Queued, worker.Load));
    }

    [Fact]
    public async Task Nobody_overtakes_the_queue()
    {
        var worker = TestWorker.Create();
        _pool.Add(worker);
        _pool.TryAdmit();
        _pool.TryAdmit();
        var waiting = _pool.Enqueue();
        var behind = _pool.Enqueue();

        _pool.Release(worker);

        Assert.Null(_pool.TryAdmit());
        Assert.Same(worker, (await waiting.Admission).Worker);
        Assert.False(behind.Admission.IsCompleted);
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once()
    {
        for (var i = 0; i < 3; i++)
            _pool.Enqueue();

        var error = (await _pool.Enqueue().Admission).Error!;

        Assert.Equal(("overloaded", CallOutcome.NotStarted), (error.Reason, error.Outcome));
        Assert.Equal(3, _pool.Queued);
    }

    [Theory]
    [InlineData(true, "overloaded")]
    [InlineData(false, "worker_lost")]
    public async Task Waiting_ends_after_a_while(bool hasWorker, string reason)
    {
        var worker = TestWorker.Create();
        if (hasWorker)
        {
            _pool.Add(worker);
            _pool.TryAdmit();
            _pool.TryAdmit();
        }
        var call = _pool.Enqueue();
        _time.Advance(QueueTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(call.Admission.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        var error = (await call.Admission).Error!;
        Assert.Equal((reason, CallOutcome.NotStarted), (error.Reason, error.Outcome));
        Assert.Equal(0, _pool.Queued);
        if (hasWorker)
        {
            _pool.Release(worker);
            Assert.Equal(1, worker.Load);
        }
    }

    [Fact]
    public async Task Closed_without_workers_nobody_waits()
    {
        var waiting = _pool.Enqueue();

        _pool.Close();

        Assert.Equal("worker_lost", (await waiting.Admission).Error!.Reason);
        Assert.Equal(CallOutcome.NotStarted, (await _pool.Enqueue().Admission).Error!.Outcome);
        Assert.Equal(0, _pool.Queued);
    }

    [Fact]
    public async Task Closed_with_workers_calls_still_wait_for_them_until_the_last_is_gone()
    {
        var worker = TestWorker.Create();
        _pool.Add(worker);
        _pool.TryAdmit();
        _pool.TryAdmit();
        var (served, lost) = (_pool.Enqueue(), _pool.Enqueue());
        _pool.Close();

        _pool.Release(worker);
        Assert.Same(worker, (await served.Admission).Worker);
        Assert.False(lost.Admission.IsCompleted);
        _pool.Remove(worker, "exit 1");

        Assert.Contains("exit 1", (await lost.Admission).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_worker_gets_no_calls_and_may_still_be_released()
    {
        var worker = TestWorker.Create();
        _pool.Add(worker);
        _pool.TryAdmit();
        _pool.Remove(worker, "exit 1");
        _pool.Remove(worker, "exit 1");

        _pool.Release(worker);

        Assert.Null(_pool.TryAdmit());
        Assert.Equal(0, worker.Load);
    }

    [Fact]
    public async Task A_worker_that_retires_is_idle_when_its_last_call_has_left()
    {
        var worker = TestWorker.Create();
        _pool.Add(worker);
        _pool.TryAdmit();
        _pool.TryAdmit();

        var idle = _pool.Retire(worker);
        Assert.Null(_pool.TryAdmit());
        _pool.Release(worker);
        Assert.False(idle.IsCompleted);
        _pool.Release(worker);

        await idle;
        Assert.Equal(2, worker.Calls);
    }

    [Fact]
    public void A_worker_that_was_removed_before_it_came_is_not_added()
    {
        var worker = TestWorker.Create();
        _pool.Remove(worker, "exit 1");

        _pool.Add(worker);

        Assert.Null(_pool.TryAdmit());
    }

    [Fact]
    public void Equally_loaded_workers_take_turns()
    {
        var (one, two) = (TestWorker.Create(1), TestWorker.Create(2));
        _pool.Add(one);
        _pool.Add(two);

        for (var i = 0; i < 10; i++)
            _pool.Release(_pool.TryAdmit()!);

        Assert.Equal((5, 5), (one.Calls, two.Calls));
    }

    [Fact]
    public async Task A_call_that_is_taken_back_leaves_the_queue_or_gives_its_worker_back()
    {
        var waiting = _pool.Enqueue();
        _pool.Withdraw(waiting);
        Assert.Equal(default, await waiting.Admission);
        Assert.Equal(0, _pool.Queued);

        var worker = TestWorker.Create();
        var admitted = _pool.Enqueue();
        _pool.Add(worker);
        _pool.Withdraw(admitted);

        Assert.Equal(0, worker.Load);
    }

    [Fact]
    public async Task Whatever_races_no_place_is_lost_and_the_cap_holds()
    {
        var pool = new WorkerPool(new PoolLimits(4, 1000, QueueTimeout), TimeProvider.System);
        Worker[] workers = [TestWorker.Create(1), TestWorker.Create(2)];
        foreach (var worker in workers)
            pool.Add(worker);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 5_000; i++)
            {
                var call = pool.Enqueue();
                if (random.Next(3) == 0)
                {
                    pool.Withdraw(call);
                    continue;
                }
                var worker = (await call.Admission).Worker!;
                Assert.InRange(worker.Load, 1, 4);
                pool.Release(worker);
            }
        })));

        Assert.Equal(0, pool.Queued);
        Assert.All(workers, worker => Assert.Equal(0, worker.Load));
    }
}
