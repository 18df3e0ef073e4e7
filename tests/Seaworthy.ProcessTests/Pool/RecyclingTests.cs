using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Supervision;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Workers that have served for long enough make room, and no caller notices.</summary>
public class RecyclingTests
{
    [Theory]
    [InlineData("--max-calls", "40", "echo")]
    [InlineData("--max-memory", "192MiB", "leak")]
    [InlineData("--max-age", "1s", "echo")]
    public async Task A_worn_worker_is_replaced_without_losing_a_call(string option, string limit, string tool)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--retry", "off", option, limit] });
        var load = new PoolLoad(server, tool, new JsonObject { ["bytes"] = 4 << 20, ["text"] = "" });
        await load.StartAsync(2);

        for (var nth = 1; nth <= 2; nth++)
            Assert.Contains($"{option} ", (await server.WaitForEventAsync(EventIds.WorkerReplaced, nth)).Message, StringComparison.Ordinal);

        Assert.All(await load.StopAsync(), call => Expect.That(call.IsGood, () => $"{call.Answer}\n{server.Describe()}"));
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.WorkerDied);
    }

    [Fact]
    public async Task One_at_a_time_makes_room()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub("--slow-start", "200") with { Options = ["--workers", "3", "--spare", "0", "--max-age", "1s", "--log-level", "debug"] });

        await server.WaitForEventAsync(EventIds.WorkerReplaced, 6);

        // Before a worker retires its replacement serves, and only then the next one is started.
        var starting = 0;
        foreach (var step in server.Log.Events.Where(entry => entry.Id == EventIds.WorkerPhaseChanged).SkipWhile(entry => entry.Field("to") != "Retiring"))
        {
            starting += step.Field("to") == "Serving" ? 1 : step.Field("to") == "Retiring" ? -1 : 0;
            Assert.InRange(starting, -1, 0);
        }
    }

    [Fact]
    public async Task A_replacement_that_never_comes_leaves_the_old_one_serving()
    {
        using var once = new OnceFolder();
        await using var server = await SeaworthyProcess.StartReadyAsync(once.ReadyOnceThen("exit 7") with { Options = ["--max-calls", "5"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var pid = (await client.CallAsync("pid")).Text;
        for (var call = 0; call < 5; call++)
            await client.CallAsync("echo");

        var failed = await server.WaitForEventAsync(EventIds.WorkerReplacementFailed, 2);

        Assert.Contains("exit 7", failed.Message, StringComparison.Ordinal);
        Assert.Contains("--max-calls 5", failed.Message, StringComparison.Ordinal);
        Assert.Equal(pid, (await client.CallAsync("pid")).Text);
    }
}
