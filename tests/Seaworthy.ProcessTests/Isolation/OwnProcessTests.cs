using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;
using Seaworthy.ProcessTests.Supervision;

namespace Seaworthy.ProcessTests.Isolation;

/// <summary>Each session has a process of its own, from its <c>initialize</c> to its end.</summary>
public class OwnProcessTests
{
    [Theory]
    [MemberData(nameof(Revision.WithSessions), MemberType = typeof(Revision))]
    public async Task Each_session_has_its_own_and_introduces_itself(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var (anne, bob) = (await RawMcp.ConnectAsync(server.Endpoint, revision, name: "anne"), await RawMcp.ConnectAsync(server.Endpoint, revision, name: "bob"));

        Assert.StartsWith("anne,", (await anne.CallAsync("client")).Text, StringComparison.Ordinal);
        Assert.StartsWith("bob,", (await bob.CallAsync("client")).Text, StringComparison.Ordinal);
        Assert.NotEqual(await Isolated.PidAsync(anne), await Isolated.PidAsync(bob));
        Assert.Equal(2, (await server.HealthAsync()).GetProperty("sessions").GetProperty("workers").GetInt32());
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task The_process_of_a_deleted_session_is_gone()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var pid = await Isolated.PidAsync(client);

        Assert.Equal(204, (await client.Http.ExchangeAsync(client.Delete())).Status);

        await Eventually.BecomesAsync(server, () => server.Descendants().All(entry => entry.Pid != pid), $"the end of {pid}");
        Assert.Equal(404, (await client.RequestAsync("ping")).Raw.Status);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_process_that_waits_is_taken_and_replaced()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command("--spare", "2"));
        await Eventually.BecomesAsync(server, async () => await SparesAsync(server) == 2, "two spares");
        // A spare is started, and not ready before it has a session; the shared process is the third.
        await server.WaitForEventAsync(EventIds.WorkerStarted, 3);
        var started = server.Log.Events.Where(e => e.Id == EventIds.WorkerStarted).Select(e => (int)e.Number("pid")).ToHashSet();

        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);

        Assert.Contains(await Isolated.PidAsync(client), started);
        await Eventually.BecomesAsync(server, async () => await SparesAsync(server) == 2, "a new spare");
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_spare_that_dies_is_replaced()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var spare = (int)(await server.WaitForEventAsync(EventIds.WorkerStarted, 2)).Number("pid");

        Assert.True(Kernel.Send(spare, Signal.Kill));

        await server.WaitForEventAsync(EventIds.SpareWorkerDied);
        await server.WaitForEventAsync(EventIds.WorkerStarted, 3);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_session_that_made_room_wakes_up_as_who_it_was()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command("--max-sessions", "1"));
        var anne = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025, name: "anne");
        await anne.RequestAsync("logging/setLevel", new() { ["level"] = "warning" });
        await anne.RequestAsync("resources/subscribe", new() { ["uri"] = "file:///a" });
        var before = await Isolated.PidAsync(anne);
        var bob = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025, name: "bob");
        Assert.StartsWith("bob,", (await bob.CallAsync("client")).Text, StringComparison.Ordinal);

        Assert.Equal("anne, level warning, subscribed to file:///a", (await anne.CallAsync("client")).Text);
        Assert.NotEqual(before, await Isolated.PidAsync(anne));
        Assert.StartsWith("bob,", (await bob.CallAsync("client")).Text, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    private static async Task<int> SparesAsync(SeaworthyProcess server) => (await server.HealthAsync()).GetProperty("sessions").GetProperty("spares").GetInt32();
}
