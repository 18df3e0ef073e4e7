using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Stopping;

/// <summary>Promise 3: what is in flight is finished and answered, new work is refused honestly, and the exit code is true.</summary>
public class CallsInFlightTests
{
    /// <summary>Client's revision, worker's revision, whether as PID 1.</summary>
    public static TheoryData<string, string, bool> Ways => new()
    {
        { Revision.June2025, "", false },
        { Revision.November2025, "", false },
        { Revision.November2025, "", true },
        { Revision.July2026, "", false },
        { Revision.July2026, Revision.July2026, false },
        { Revision.July2026, Revision.July2026, true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_call_is_answered_in_full_after_SIGTERM(string revision, string workerRevision, bool asPid1)
    {
        var stub = workerRevision.Length == 0 ? RunCommand.Stub() : RunCommand.Stub("--revision", workerRevision);
        await using var server = await SeaworthyProcess.StartReadyAsync(stub with { AsPid1 = asPid1 });
        var client = await RawMcp.ConnectAsync(server.Url, revision);
        using var call = await client.BeginCallAsync("progress", new JsonObject { ["steps"] = 6, ["ms"] = 250 });

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        var answer = await server.Guard.WatchAsync(call.AnswerAsync(), "the answer");
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal("6 steps", answer.Text);
        Assert.Equal(6, answer.Notifications("notifications/progress").Count());
        await StoppedCleanlyAsync(server, cut: 0);
    }

    [Theory]
    [InlineData(Revision.November2025, false)]
    [InlineData(Revision.July2026, false)]
    [InlineData(Revision.July2026, true)]
    public async Task New_work_is_refused_while_a_call_is_finished(string revision, bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { AsPid1 = asPid1 });
        var client = await RawMcp.ConnectAsync(server.Url, revision);
        using var call = await client.BeginCallAsync("progress", new JsonObject { ["steps"] = 10, ["ms"] = 200 });
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        var refused = await client.CallAsync("echo", new JsonObject { ["text"] = "too late" });

        Assert.True(refused.IsAnswered, refused.ToString());
        Assert.Equal(503, refused.Raw.Status);
        Assert.NotEmpty(refused.Raw.Header("Retry-After"));
        Assert.Equal("close", refused.Raw.Header("Connection"));
        Assert.Equal((-31010, "draining", "not_started"), (refused.ErrorCode, refused.Reason, refused.Outcome));
        Assert.Equal(503, (await client.Http.GetAsync("/health")).Status);
        Assert.Equal(503, (await client.Http.GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await client.Http.GetAsync("/health/live")).Status);
        Assert.Equal("10 steps", (await server.Guard.WatchAsync(call.AnswerAsync(), "the answer")).Text);
        await StoppedCleanlyAsync(server, cut: 0);
    }

    [Theory]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task A_call_past_the_budget_is_told_so_before_the_connection_closes(string revision)
    {
        var stub = RunCommand.Stub("--ignore-eof", "--ignore-sigterm") with { Options = ["--shutdown-timeout", "3s", "--cancel-grace", "1s"] };
        await using var server = await SeaworthyProcess.StartReadyAsync(stub);
        var client = await RawMcp.ConnectAsync(server.Url, revision);
        // A worker that never answers, not even when the call is cancelled: it holds its own output.
        using var call = await client.BeginCallAsync("progress", new JsonObject { ["steps"] = 2, ["ms"] = 1 });
        _ = await call.AnswerAsync();
        var stuck = client.CallAsync("partial", new JsonObject { ["ms"] = 60_000 });
        await InFlightAsync(client, 1);

        var signalled = server.Send(Signal.Terminate);

        var answer = await server.Guard.WatchAsync(stuck, "the answer");
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(200, answer.Raw.Status);
        Assert.Equal((-31013, "shutdown", "unknown"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        var exit = await server.ExitAsync();
        Assert.Equal(1, exit.Code);
        Assert.True(exit.Since(signalled) > TimeSpan.FromSeconds(2), $"It left after {exit.Since(signalled)} of its 3 s.");
        Assert.Equal("1", (await server.WaitForEventAsync(EventIds.Stopped)).Field("cut"));
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task With_a_shutdown_delay_it_serves_on_while_it_says_that_it_is_going()
    {
        var stub = RunCommand.Stub() with { Options = ["--shutdown-delay", "6s"] };
        await using var server = await SeaworthyProcess.StartReadyAsync(stub);
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        var signalled = server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Announcing");

        Assert.Equal(503, (await client.Http.GetAsync("/health/ready")).Status);
        var served = await client.CallAsync("echo", new JsonObject { ["text"] = "still here" });
        Assert.Equal("still here", served.Text);
        Assert.Equal("close", served.Raw.Header("Connection"));
        Assert.True((await server.ExitAsync()).Since(signalled) > TimeSpan.FromSeconds(6));
        await StoppedCleanlyAsync(server, cut: 0);
    }

    private static async Task InFlightAsync(RawMcp client, int count)
    {
        while (!(await client.Http.GetAsync("/health")).Body.Contains($"\"phase\":\"Ready\",\"inFlight\":{count}", StringComparison.Ordinal))
        {
        }
    }

    private static async Task StoppedCleanlyAsync(SeaworthyProcess server, int cut)
    {
        var exit = await server.ExitAsync();
        Assert.Equal(0, exit.Code);
        Assert.False(exit.OutputHeldOpen);
        Assert.Equal($"{cut}", (await server.WaitForEventAsync(EventIds.Stopped)).Field("cut"));
        Assert.Empty(server.Descendants());
        Assert.Empty(server.Log.Strays);
    }
}
