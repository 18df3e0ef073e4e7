using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>The shutdown delay: not ready, and still serving everything until load balancers have noticed.</summary>
public class AnnouncingTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Calls_are_served_while_probes_say_that_it_is_going()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--shutdown-delay", "6s"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var stream = await client.OpenStreamAsync();
        var http = new RawHttp(server.Url);

        var signalled = server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Announcing");
        var served = await client.CallAsync("echo", new JsonObject { ["text"] = "still here" });
        var opened = await client.RequestAsync("initialize", new JsonObject { ["protocolVersion"] = Revision.June2025 });
        var ready = await http.GetAsync("/health/ready");
        var live = await http.GetAsync("/health/live");
        var health = await server.HealthAsync();
        Assert.DoesNotContain(server.Log.Events, entry => entry.Message.StartsWith("Announcing -> Draining", StringComparison.Ordinal));

        Assert.Equal("still here", served.Text);
        Assert.Equal("close", served.Raw.Header("Connection"));
        Assert.True(opened.IsAnswered);
        Assert.Equal("close", opened.Raw.Header("Connection"));
        Assert.Equal((503, 200), (ready.Status, live.Status));
        Assert.Equal(("announcing", "Announcing"), (health.GetProperty("status").GetString(), health.GetProperty("phase").GetString()));
        var exit = await server.AssertExitAsync(0);
        Assert.True(exit.Since(signalled) >= Delay);
        await server.AssertAccountAsync(answered: 2, cut: 0);
    }

    [Fact]
    public async Task The_second_SIGINT_ends_the_delay()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub() with { Options = ["--shutdown-delay", "5m", "--shutdown-timeout", "10m"] });

        server.Send(Signal.Interrupt);
        await server.WaitForPhaseAsync("Announcing");
        server.Send(Signal.Interrupt);

        await server.AssertExitAsync(0);
    }
}
