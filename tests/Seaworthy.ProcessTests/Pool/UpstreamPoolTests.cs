using System.Diagnostics;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;
using Seaworthy.ProcessTests.Upstream;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Several processes of a server that speaks HTTP itself.</summary>
public class UpstreamPoolTests : UpstreamTest
{
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("prompts/get", true)]
    [InlineData("tools/call", false)]
    public async Task A_call_without_a_session_that_only_reads_is_repeated_when_its_process_is_killed(string method, bool repeated)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        var call = client.RequestAsync(method, new JsonObject { ["name"] = "answers-later" });
        await StderrAsync(server, $"got {method}");

        Kernel.Send(WorkerPid(server), Signal.Kill);

        var answer = await server.Guard.WatchAsync(call, "the answer");
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(repeated ? 0 : -31012, answer.ErrorCode);
        Assert.Equal(repeated ? 2 : 1, server.Log.Events.Count(entry => entry.Id == EventIds.WorkerStderr && entry.Field("line") == $"got {method}"));
    }

    [Fact]
    public async Task A_call_of_a_session_is_not_repeated_because_that_ended_with_its_process()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        var (request, id) = client.Request("prompts/get", new JsonObject { ["name"] = "answers-later" });
        var call = client.Http.ExchangeAsync(request with { Headers = new Dictionary<string, string>(request.Headers) { ["Mcp-Session-Id"] = "s" } });
        await StderrAsync(server, "got prompts/get");

        Kernel.Send(WorkerPid(server), Signal.Kill);

        var answer = new McpAnswer(await server.Guard.WatchAsync(call, "the answer"), id);
        Assert.Equal((200, -31012, "unknown"), (answer.Raw.Status, answer.ErrorCode, answer.Outcome));
    }

    [Fact]
    public async Task One_that_does_not_answer_its_health_path_is_replaced()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw("--hang-timeout", "1s", "--upstream-health", "/healthz"));
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        Assert.True((await client.CallAsync("answers")).IsAnswered);
        var old = WorkerPid(server);
        var stopped = Stopwatch.GetTimestamp();

        // The kernel goes on taking connections for it.
        Assert.True(Kernel.Send(old, Signal.Stop));

        var hung = await server.WaitForEventAsync(EventIds.WorkerHung);
        Assert.Contains("--hang-timeout", hung.Message, StringComparison.Ordinal);
        await server.WaitForEventAsync(EventIds.UpstreamReady, 2);
        // It is meant to take two seconds more at most; what else a machine does while it tests is not part of that.
        Assert.InRange(Stopwatch.GetElapsedTime(stopped), HangTimeout / 2, HangTimeout + TimeSpan.FromSeconds(10));
        Assert.NotEqual(old, WorkerPid(server));
        Assert.True((await client.CallAsync("answers")).IsAnswered);
    }

    [Fact]
    public async Task Each_has_a_port_and_a_session_stays_with_the_one_that_opened_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express(["--workers", "2", "--spare", "0"]));
        await server.WaitForWorkersAsync("Serving", 2);

        // The server answers 404 for a session that another process opened.
        for (var session = 0; session < 4; session++)
        {
            var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
            for (var call = 0; call < 3; call++)
                Assert.Equal("hi", (await client.CallAsync("echo", new JsonObject { ["text"] = "hi" })).Text);
        }

        var ports = server.Log.Events.Where(entry => entry.Id == EventIds.UpstreamReady).Select(entry => new Uri(entry.Field("url")).Port).ToList();
        Assert.Equal(2, ports.Distinct().Count());
        Assert.All(await server.WorkersAsync(), worker => Assert.True(worker.Calls > 0));
    }

    [Fact]
    public async Task SIGHUP_replaces_it_on_another_port_and_calls_in_flight_finish()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Express());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var call = client.CallAsync("wait", new JsonObject { ["ms"] = 2500 });
        await server.WaitForInFlightAsync(1);

        server.Send(Signal.Hangup);
        await server.WaitForEventAsync(EventIds.ReloadDone);

        Assert.Equal("waited 2500", (await call).Text);
        await server.WaitForWorkersAsync("Retiring", 0);
        var later = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        Assert.Equal("hi", (await later.CallAsync("echo", new JsonObject { ["text"] = "hi" })).Text);
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.PhaseChanged && entry.Field("to") == "Unready");
    }

    [Theory]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task A_task_belongs_to_its_process_and_a_drain_waits_until_the_client_has_what_came_of_it(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(HttpServers.Raw("--workers", "2", "--spare", "0"));
        await server.WaitForWorkersAsync("Serving", 2);
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision, hasSessions: false);
        var begun = new List<string>();
        for (var task = 0; task < 4; task++)
            begun.Add(await BeginAsync(client, revision, milliseconds: 1500));
        await server.WaitForInFlightAsync(4);
        for (var round = 0; round < 3; round++)
            Assert.All(await StatusesAsync(client, begun), status => Assert.Equal("working", status));

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        while ((await StatusesAsync(client, begun)).Contains("working"))
            await server.WorkersAsync();
        if (revision == Revision.November2025)
        {
            foreach (var task in begun)
                Assert.Equal("slept as a task", (await client.RequestAsync("tasks/result", new JsonObject { ["taskId"] = task })).Text);
        }

        await server.AssertExitAsync(0);
    }

    private static async Task<string> BeginAsync(RawMcp client, string revision, int milliseconds)
    {
        var call = new JsonObject { ["name"] = "sleep", ["arguments"] = new JsonObject { ["ms"] = milliseconds } };
        if (revision == Revision.November2025)
            call["task"] = new JsonObject();
        var result = (await client.RequestAsync("tools/call", call)).Result;
        return (result.TryGetProperty("task", out var task) ? task : result).GetProperty("taskId").GetString()!;
    }

    private static async Task<string[]> StatusesAsync(RawMcp client, List<string> tasks) => await Task.WhenAll(tasks.Select(
        async task => (await client.RequestAsync("tasks/get", new JsonObject { ["taskId"] = task })).Result.GetProperty("status").GetString()!));
}
