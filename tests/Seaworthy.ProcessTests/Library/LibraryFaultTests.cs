using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Library;

/// <summary>A fault drains like a signal, and the exit code tells them apart.</summary>
public class LibraryFaultTests
{
    [Theory]
    [InlineData("pool")]
    [InlineData("thread")]
    [InlineData("async-void")]
    [InlineData("timer")]
    public async Task An_exception_that_nobody_caught_drains_and_exits_1(string kind)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var call = await CallInFlight.StartAsync(server, client, "slow", new JsonObject { ["ms"] = 4000 });

        await client.Http.ExchangeAsync(new RawRequest("POST", $"/fault/{kind}"));

        Assert.Equal("Critical", (await server.WaitForEventAsync(EventIds.UnhandledException)).Level);
        Assert.Equal("done", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(1);
        await server.AssertAccountAsync(answered: 1, cut: 0);
    }

    [Fact]
    public async Task A_background_service_that_fails_drains_and_exits_1()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings: ("LIBRARY_SERVER_FAULT", "background")));

        var fault = await server.WaitForEventAsync(EventIds.BackgroundServiceFaulted);

        Assert.Equal("Critical", fault.Level);
        await server.AssertExitAsync(1);
    }

    [Fact]
    public async Task A_service_that_fails_at_the_start_is_a_server_that_never_became_ready()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Library(settings: ("LIBRARY_SERVER_FAULT", "start")));

        Assert.Equal("Critical", (await server.WaitForEventAsync(EventIds.StartFailed)).Level);
        Assert.Equal(3, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task StopApplication_of_the_application_drains_and_exits_0()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var call = await CallInFlight.StartAsync(server, client, "slow", new JsonObject { ["ms"] = 4000 });

        await client.Http.ExchangeAsync(new RawRequest("POST", "/fault/stop"));

        Assert.Equal("done", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_dependency_decides_readiness_and_not_liveness()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);

        await client.Http.ExchangeAsync(new RawRequest("POST", "/dependency/down"));

        await server.WaitForPhaseAsync("Unready");
        Assert.Equal(503, (await client.Http.GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await client.Http.GetAsync("/health/live")).Status);
        var health = await server.HealthAsync();
        Assert.Equal("dependency: it was told to be down", health.GetProperty("reason").GetString());
        Assert.Equal("unhealthy", health.GetProperty("checks").GetProperty("dependency").GetProperty("status").GetString());
        Assert.Equal("a", (await client.CallAsync("echo", new JsonObject { ["text"] = "a" })).Text);

        await client.Http.ExchangeAsync(new RawRequest("POST", "/dependency/up"));

        await server.WaitForPhaseAsync("Ready", 2);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}
