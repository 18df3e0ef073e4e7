using System.Text.Json;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Tasks go on after their call was answered: they are kept together, and a stop waits for them.</summary>
public class TaskTests
{
    [Fact]
    public async Task The_tasks_of_all_workers_are_one_list()
    {
        await using var server = await StartAsync(["--workers", "2", "--spare", "0"], "--tasks-a-page", "2");
        await server.WaitForWorkersAsync("Serving", 2);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var begun = new HashSet<string>();
        for (var task = 0; task < 8; task++)
            begun.Add(await BeginAsync(client, 600_000));

        var listed = new List<string>();
        var parameters = new JsonObject();
        for (JsonObject? next = parameters; next is not null;)
        {
            var page = (await client.RequestAsync("tasks/list", next)).Result;
            listed.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("taskId").GetString()!));
            next = page.TryGetProperty("nextCursor", out var cursor) ? new JsonObject { ["cursor"] = cursor.GetString() } : null;
        }

        Assert.Equal(8, listed.Count);
        Assert.Equal(begun, [.. listed]);
        Assert.All(await server.WorkersAsync(), worker => Assert.True(worker.Calls > 0));
    }

    [Fact]
    public async Task A_worker_that_is_replaced_stays_until_the_client_has_the_result()
    {
        await using var server = await StartAsync([]);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var task = await BeginAsync(client, 500);

        server.Send(Signal.Hangup);
        await server.WaitForEventAsync(EventIds.ReloadDone);
        while (await StatusAsync(client, task) != "completed")
            await server.WorkersAsync();
        Assert.Contains(await server.WorkersAsync(), worker => worker.Phase == "Retiring");

        Assert.Equal("slept as a task", (await client.RequestAsync("tasks/result", Id(task))).Text);
        await server.WaitForWorkersAsync("Retiring", 0);
        Assert.Equal(-32602, (await client.RequestAsync("tasks/get", Id(task))).ErrorCode);
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("session")]
    public async Task A_drain_waits_for_the_result_of_a_task(string isolation)
    {
        await using var server = await StartAsync(["--isolation", isolation]);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var task = await BeginAsync(client, 1000);
        await server.WaitForInFlightAsync(1);

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        Assert.Equal(503, (await client.CallAsync("echo")).Raw.Status);
        Assert.True(await StatusAsync(client, task) is "working" or "completed");
        Assert.Equal("slept as a task", (await client.RequestAsync("tasks/result", Id(task))).Text);
        await server.AssertExitAsync(0);
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task A_drain_waits_for_a_task_of_2026()
    {
        await using var server = await StartAsync([], "--revision", Revision.July2026);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        var task = await BeginModernAsync(client, 1000);

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        Assert.Equal(503, (await client.CallAsync("echo")).Raw.Status);
        JsonElement state;
        do
            state = (await client.RequestAsync("tasks/get", Id(task))).Result;
        while (state.GetProperty("status").GetString() != "completed");
        Assert.True(state.TryGetProperty("result", out _), state.GetRawText());
        await server.AssertExitAsync(0);
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("session")]
    public async Task What_is_left_of_a_task_at_the_end_of_the_budget_is_cut(string isolation)
    {
        await using var server = await StartAsync(["--isolation", isolation, "--shutdown-timeout", "2s", "--cancel-grace", "500ms"]);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        await BeginAsync(client, 600_000);
        // The task; the call that began it has ended.
        await server.WaitForInFlightAsync(1);

        server.Send(Signal.Terminate);

        await server.AssertExitAsync(1);
        await server.AssertAccountAsync(answered: 0, cut: 1);
        Assert.Empty(server.Descendants());
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("session")]
    public async Task A_task_is_cancelled_before_the_budget_ends(string isolation)
    {
        await using var server = await StartAsync(["--isolation", isolation, "--shutdown-timeout", "20s", "--cancel-grace", "18s"]);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var task = await BeginAsync(client, 600_000);
        await server.WaitForInFlightAsync(1);

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Cancelling");
        while (await StatusAsync(client, task) != "cancelled")
            await server.WorkersAsync();

        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task Of_two_tasks_with_one_id_the_second_is_refused_and_nobody_gets_another_ones()
    {
        await using var server = await StartAsync(["--workers", "2", "--spare", "0"], "--numbered-tasks");
        await server.WaitForWorkersAsync("Serving", 2);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var begun = new JsonObject { ["name"] = "sleep", ["arguments"] = new JsonObject { ["ms"] = 600_000 }, ["task"] = new JsonObject() };

        // Both workers are idle, and the one that has been so for longer gets the next.
        var answers = new[] { await client.RequestAsync("tools/call", begun), await client.RequestAsync("tools/call", begun.DeepClone().AsObject()) };

        Assert.Equal("task-1", answers[0].Result.GetProperty("task").GetProperty("taskId").GetString());
        Assert.Equal("invalid_answer", answers[1].Reason);
        Assert.Equal("working", await StatusAsync(client, "task-1"));
    }

    [Fact]
    public async Task A_cancelled_task_holds_up_nothing()
    {
        await using var server = await StartAsync([]);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var task = await BeginAsync(client, 600_000);
        Assert.Equal("cancelled", (await client.RequestAsync("tasks/cancel", Id(task))).Result.GetProperty("status").GetString());

        server.Send(Signal.Terminate);

        await server.AssertExitAsync(0);
    }

    private static Task<SeaworthyProcess> StartAsync(string[] options, params string[] flags) =>
        SeaworthyProcess.StartReadyAsync(RunCommand.Stub(["--tasks", .. flags]) with { Options = options });

    private static async Task<string> BeginAsync(RawMcp client, int milliseconds)
    {
        var call = Sleep(milliseconds);
        call["task"] = new JsonObject();
        return (await client.RequestAsync("tools/call", call)).Result.GetProperty("task").GetProperty("taskId").GetString()!;
    }

    private static async Task<string> BeginModernAsync(RawMcp client, int milliseconds)
    {
        var call = Sleep(milliseconds);
        call["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject { ["extensions"] = new JsonObject { ["io.modelcontextprotocol/tasks"] = new JsonObject() } },
        };
        return (await client.RequestAsync("tools/call", call)).Result.GetProperty("taskId").GetString()!;
    }

    private static JsonObject Sleep(int milliseconds) => new() { ["name"] = "sleep", ["arguments"] = new JsonObject { ["ms"] = milliseconds } };

    private static async Task<string> StatusAsync(RawMcp client, string task) =>
        (await client.RequestAsync("tasks/get", Id(task))).Result.GetProperty("status").GetString()!;

    private static JsonObject Id(string task) => new() { ["taskId"] = task };
}
