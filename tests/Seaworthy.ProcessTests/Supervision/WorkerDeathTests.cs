using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>The worker dies under its clients: they are told the truth, and the next one takes over.</summary>
public class WorkerDeathTests
{
    private const string Slow = "--slow-start 600000";

    [Theory]
    [MemberData(nameof(Revision.All), MemberType = typeof(Revision))]
    public async Task A_call_in_flight_is_told_that_its_outcome_is_unknown(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);

        var answer = await client.CallAsync("abort");

        AssertLost(answer);
        Assert.StartsWith("application/json", answer.Raw.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("SIGKILL", (await server.WaitForEventAsync(EventIds.WorkerDied)).Message, StringComparison.Ordinal);
        await server.WaitForEventAsync(EventIds.WorkerReady, 2);
        Assert.Equal("again", (await client.CallAsync("echo", new JsonObject { ["text"] = "again" })).Text);
        await StopAsync(server);
    }

    [Fact]
    public async Task A_call_that_streams_already_is_told_in_its_stream()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var (request, id) = client.Request("tools/call", new JsonObject
        {
            ["name"] = "progress",
            ["arguments"] = new JsonObject { ["steps"] = 1000, ["ms"] = 20 },
            ["_meta"] = new JsonObject { ["progressToken"] = 1 },
        });
        using var connection = await client.Http.OpenAsync();
        await connection.SendAsync(request, TestContext.Current.CancellationToken);
        var response = await server.Guard.WatchAsync(connection.ReadHeadAsync(TestContext.Current.CancellationToken), "the first progress");

        AssertLost(await client.CallAsync("exit", new JsonObject { ["code"] = 7 }));

        var answer = new McpAnswer(await server.Guard.WatchAsync(response!.ReadToEndAsync(TestContext.Current.CancellationToken), "the end"), id);
        AssertLost(answer);
        Assert.StartsWith("text/event-stream", answer.Raw.Header("Content-Type"), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Notifications("notifications/progress"));
        await StopAsync(server);
    }

    [Fact]
    public async Task Readiness_goes_and_returns_and_calls_that_wait_are_served_by_the_next_worker()
    {
        using var lives = new TwoLives();
        await using var server = await SeaworthyProcess.StartReadyAsync(lives.Command("", "--slow-start 1500"));
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var http = new RawHttp(server.Url);
        var firstPid = (await client.CallAsync("pid")).Text;

        await client.CallAsync("exit", new JsonObject { ["code"] = 7 });
        await server.WaitForPhaseAsync("Unready");
        var waiting = await CallInFlight.StartAsync(server, client, "pid");
        var ready = await http.GetAsync("/health/ready");
        var live = await http.GetAsync("/health/live");
        var health = await server.HealthAsync();

        Assert.Equal((503, 200), (ready.Status, live.Status));
        Assert.Contains("exit 7", health.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("unready", health.GetProperty("status").GetString());
        Assert.NotEqual(firstPid, (await waiting.AnswerAsync()).Text);
        await server.WaitForPhaseAsync("Ready", 2);
        Assert.Equal(200, (await http.GetAsync("/health/ready")).Status);
        await StopAsync(server);
    }

    [Fact]
    public async Task A_call_that_finds_no_worker_in_time_was_not_started()
    {
        using var lives = new TwoLives();
        await using var server = await SeaworthyProcess.StartReadyAsync(lives.Command("", Slow) with { Options = ["--queue-timeout", "200ms"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        await client.CallAsync("exit");
        await server.WaitForPhaseAsync("Unready");

        var answer = await client.CallAsync("echo");

        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(503, answer.Raw.Status);
        Assert.NotEmpty(answer.Raw.Header("Retry-After"));
        Assert.Equal("close", answer.Raw.Header("Connection"));
        Assert.Equal((-31012, "worker_lost", "not_started"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        await StopAsync(server);
    }

    [Fact]
    public async Task A_worker_that_dies_while_it_drains_costs_its_call_and_is_not_started_again()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var pid = int.Parse((await client.CallAsync("pid")).Text, System.Globalization.CultureInfo.InvariantCulture);
        var call = await CallInFlight.StartAsync(server, client, "silent");
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        Kernel.Send(pid, Signal.Kill);

        AssertLost(await call.AnswerAsync());
        await server.AssertExitAsync(1);
        await server.AssertAccountAsync(answered: 0, cut: 1);
        Assert.Single(server.Log.Events, entry => entry.Id == EventIds.WorkerStarted);
    }

    private static void AssertLost(McpAnswer answer)
    {
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(200, answer.Raw.Status);
        Assert.Equal((-31012, "worker_lost", "unknown"), (answer.ErrorCode, answer.Reason, answer.Outcome));
    }

    private static async Task StopAsync(SeaworthyProcess server)
    {
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}
