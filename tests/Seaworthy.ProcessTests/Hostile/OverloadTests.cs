using System.Diagnostics;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>Ten times as many calls as the server can do: it does what it can, in time, and refuses the rest at once and truthfully.</summary>
public class OverloadTests
{
    private const int ServiceMilliseconds = 200;

    /// <summary>Two at a time of 200 ms each are ten in a second; so many come, for four seconds.</summary>
    private const int CallsPerSecond = 100;

    private const int Calls = 400;

    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A machine that does something else as well: the point is that nothing waits for its turn behind everybody.</summary>
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task What_is_accepted_is_done_in_time_and_the_rest_is_refused()
    {
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ledger", ledger.Path) with
        {
            Options = ["--max-in-flight", "2", "--max-queue", "8", "--queue-timeout", "1s"],
        });
        string[] revisions = [Revision.November2025, Revision.July2026];
        RawMcp[] clients = [await RawMcp.ConnectAsync(server.Endpoint, revisions[0]), await RawMcp.ConnectAsync(server.Endpoint, revisions[1])];

        var calls = new List<Task<(McpAnswer Answer, TimeSpan Took)>>();
        for (var call = 0; call < Calls; call++)
        {
            calls.Add(CallAsync(clients[call % clients.Length]));
            await Task.Delay(TimeSpan.FromSeconds(1.0 / CallsPerSecond), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        Assert.Equal("ready", (await server.HealthAsync()).GetProperty("status").GetString());
        var ended = await server.Guard.WatchAsync(Task.WhenAll(calls), "the calls");

        var (done, refused) = (ended.Where(IsDone).ToList(), ended.Where(each => !IsDone(each)).ToList());
        Assert.All(refused, each => Assert.Equal(
            (503, -31011, "overloaded", "not_started", "close"),
            (each.Answer.Raw.Status, each.Answer.ErrorCode, each.Answer.Reason, each.Answer.Outcome, each.Answer.Raw.Header("Connection"))));
        Assert.All(refused, each => Assert.NotEmpty(each.Answer.Raw.Header("Retry-After")));
        Assert.True(refused.Count > done.Count && done.Count >= 10, $"{done.Count} done, {refused.Count} refused");
        Assert.InRange(done.Max(each => each.Took), TimeSpan.FromMilliseconds(ServiceMilliseconds), QueueTimeout + TimeSpan.FromMilliseconds(ServiceMilliseconds) + Allowance);
        // A refusal says that the call was not started: the worker has seen no other ones than those that were done.
        Assert.Equal(done.Count, ledger.Read().Count(entry => entry.Happened == "received"));
        await server.WaitForInFlightAsync(0);
        Assert.Equal("after", (await clients[0].CallAsync("echo", new JsonObject { ["text"] = "after" })).Text);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    private static bool IsDone((McpAnswer Answer, TimeSpan Took) call) => call.Answer.ErrorCode == 0;

    private static async Task<(McpAnswer Answer, TimeSpan Took)> CallAsync(RawMcp client)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = await client.CallAsync("write", new JsonObject { ["ms"] = ServiceMilliseconds });
        Assert.True(answer.IsAnswered, answer.ToString());
        return (answer, Stopwatch.GetElapsedTime(begun));
    }
}
