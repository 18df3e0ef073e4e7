using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Workers;

/// <summary>Promise 5: a dead worker is started again, and meanwhile the truth is told.</summary>
public class WorkerDeathTests
{
    [Theory]
    [InlineData(Revision.June2025, "exit", false)]
    [InlineData(Revision.November2025, "abort", false)]
    [InlineData(Revision.July2026, "abort", false)]
    [InlineData(Revision.July2026, "exit", true)]
    public async Task The_call_that_was_lost_says_so_and_the_next_one_works(string revision, string tool, bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { AsPid1 = asPid1 });
        var client = await RawMcp.ConnectAsync(server.Url, revision);
        var before = (await client.CallAsync("pid")).Text;

        var lost = await server.Guard.WatchAsync(client.CallAsync(tool), "the answer to the lost call");

        Assert.True(lost.IsAnswered, lost.ToString());
        Assert.Equal(200, lost.Raw.Status);
        Assert.Equal((-31012, "worker_lost", "unknown"), (lost.ErrorCode, lost.Reason, lost.Outcome));
        // At once, without waiting for the new worker: calls wait in the queue.
        var next = await server.Guard.WatchAsync(client.CallAsync("pid"), "the answer of the next worker");
        Assert.NotEqual(before, next.Text);
        await server.WaitForEventAsync(EventIds.WorkerReady, nth: 2);
        Assert.Equal(200, (await client.Http.GetAsync("/health")).Status);
        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_crash_loop_keeps_the_front_alive_and_unready()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--die-after", "0"));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        Assert.Equal("worker_lost", (await server.Guard.WatchAsync(client.CallAsync("pid"), "the first loss")).Reason);
        Assert.Equal("worker_lost", (await server.Guard.WatchAsync(client.CallAsync("pid"), "the second loss")).Reason);

        Assert.Equal(200, (await client.Http.GetAsync("/health/live")).Status);
        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }
}
