using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Upstream;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Several processes of a server that speaks HTTP itself.</summary>
public class UpstreamPoolTests
{
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
}
