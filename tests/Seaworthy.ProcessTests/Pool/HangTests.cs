using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Workers that answer nothing any more, and those that only look as if.</summary>
public class HangTests
{
    [Fact]
    public async Task An_idle_worker_that_does_not_answer_a_ping_is_replaced()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--hang-timeout", "1s", "--log-level", "debug"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        await client.CallAsync("echo");
        await client.CallAsync("echo");
        var old = (await server.WorkersAsync())[0].Pid;
        await server.WaitForWorkersAsync("Serving", 1);
        // The first probe comes within half a second, and a worker that has never answered one is not judged by it.
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);

        // Nothing of it runs any more, and its pipes stay open.
        Assert.True(Kernel.Send(old, Signal.Stop));

        var hung = await server.WaitForEventAsync(EventIds.WorkerHung);
        Assert.Contains("--hang-timeout", hung.Message, StringComparison.Ordinal);
        await server.WaitForEventAsync(EventIds.WorkerReady, 2);
        Assert.NotEqual(old, (await server.WorkersAsync())[0].Pid);
        Assert.True((await client.CallAsync("echo")).IsAnswered);
    }

    [Fact]
    public async Task A_tool_that_blocks_the_whole_server_is_left_alone()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--hang-timeout", "500ms"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);

        Assert.Equal("blocked", (await client.CallAsync("block", new JsonObject { ["ms"] = 4000 })).Text);

        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.WorkerHung);
    }

    [Fact]
    public async Task Past_the_call_timeout_a_worker_that_says_nothing_is_replaced()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub() with { Options = ["--call-timeout", "500ms", "--hang-timeout", "1s"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        await server.WaitForWorkersAsync("Serving", 1);

        Assert.Equal(("timeout", "unknown"), await FailAsync(client, "block", 600_000));

        Assert.Contains("--hang-timeout", (await server.WaitForEventAsync(EventIds.WorkerHung)).Message, StringComparison.Ordinal);
        Assert.True((await client.CallAsync("echo")).IsAnswered);
    }

    [Fact]
    public async Task One_call_that_takes_too_long_costs_nobody_else_the_worker()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub() with { Options = ["--call-timeout", "500ms", "--hang-timeout", "500ms"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var pid = (await client.CallAsync("pid")).Text;

        for (var call = 0; call < 3; call++)
            Assert.Equal(("timeout", "unknown"), await FailAsync(client, "silent", 0));

        Assert.Equal(pid, (await client.CallAsync("pid")).Text);
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.WorkerHung);
    }

    private static async Task<(string Reason, string Outcome)> FailAsync(RawMcp client, string tool, int milliseconds)
    {
        var answer = await client.CallAsync(tool, new JsonObject { ["ms"] = milliseconds });
        return (answer.Reason, answer.Outcome);
    }
}
