using Seaworthy.Trial.Load;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Tests.Trial.Load;

public class OpenLoadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_stalls_gets_calls_all_the_same()
    {
        var stalled = new TaskCompletionSource();
        var enough = new TaskCompletionSource();
        var sent = 0;
        await using var load = new OpenLoad(1000, SendAsync, TimeProvider.System, Cancellation);

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        stalled.SetResult();
        var calls = await load.StopAsync();

        Assert.True(calls.Count >= 50);

        async Task<CallRecord> SendAsync(long due)
        {
            if (Interlocked.Increment(ref sent) == 50)
                enough.SetResult();
            await stalled.Task;
            return new CallRecord(1, "x", due, TimeProvider.System.GetTimestamp(), CallFate.Answered);
        }
    }

    [Fact]
    public async Task Calls_are_due_at_the_stated_rate_however_late_they_are_sent()
    {
        var enough = new TaskCompletionSource();
        var sent = 0;
        await using var load = new OpenLoad(200, due =>
        {
            if (Interlocked.Increment(ref sent) == 20)
                enough.SetResult();
            return Task.FromResult(new CallRecord(1, "x", due, due, CallFate.Answered));
        }, TimeProvider.System, Cancellation);

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        var due = (await load.StopAsync()).Select(call => call.SentAt).ToArray();

        Assert.All(due.Zip(due.Skip(1)), pair =>
            Assert.Equal(5, TimeProvider.System.GetElapsedTime(pair.First, pair.Second).TotalMilliseconds, 0.001));
    }
}
