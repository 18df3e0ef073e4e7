using System.Globalization;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Several workers behind one endpoint.</summary>
public class PoolTests
{
    [Fact]
    public async Task Calls_go_to_the_least_loaded_worker()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--workers", "2"] });
        await server.WaitForWorkersAsync("Serving", 2);
        await server.WaitForWorkersAsync("Standby", 1);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var blocked = client.CallAsync("sleep", new JsonObject { ["ms"] = 1500 });
        await server.WaitForInFlightAsync(1);

        var pids = new HashSet<string>();
        for (var call = 0; call < 10; call++)
            pids.Add((await client.CallAsync("pid")).Text);
        Assert.Single(pids);
        Assert.Equal("slept", (await blocked).Text);
        for (var call = 0; call < 4; call++)
            pids.Add((await client.CallAsync("pid")).Text);
        Assert.Equal(2, pids.Count);

        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task A_spare_takes_over_at_once_and_is_replaced()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--spare", "1", "--log-level", "debug"] });
        await server.WaitForWorkersAsync("Standby", 1);
        var spare = (await server.WorkersAsync()).Single(worker => worker.Phase == "Standby").Pid;
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);

        Assert.Equal("worker_lost", (await client.CallAsync("abort")).Reason);

        Assert.Equal(spare.ToString(CultureInfo.InvariantCulture), (await client.CallAsync("pid")).Text);
        await server.WaitForEventAsync(EventIds.SpareTookOver);
        await server.WaitForWorkersAsync("Standby", 1);
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.PhaseChanged && entry.Field("to") == "Unready");
        var worker = (await server.WorkersAsync())[0];
        Assert.Equal((spare, 1), (worker.Pid, worker.Restarts));
        Assert.Contains("SIGKILL", worker.LastExit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_drains_spares_leave_and_calls_finish_on_every_worker()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--workers", "2"] });
        await server.WaitForWorkersAsync("Serving", 2);
        await server.WaitForWorkersAsync("Standby", 1);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        Task<McpAnswer>[] calls = [.. Enumerable.Range(0, 4).Select(_ => client.CallAsync("sleep", new JsonObject { ["ms"] = 1000 }))];
        await server.WaitForInFlightAsync(4);

        server.Send(Signal.Terminate);

        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal("slept", answer.Text));
        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 4, cut: 0);
        Assert.Empty(server.Descendants());
    }
}
