using System.Net;
using System.Net.Sockets;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Clients;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Upstream;

/// <summary>When a server counts as ready, and what is said when it never is.</summary>
public class StartTests : UpstreamTest
{
    [Fact]
    public async Task A_server_that_is_not_well_never_becomes_ready()
    {
        await using var server = await SeaworthyProcess.StartAsync(
            HttpServers.Express(["--upstream-health", "/healthz", "--start-timeout", "10s"], "sick"));

        var reason = (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Field("reason");

        Assert.Contains("/healthz", reason, StringComparison.Ordinal);
        Assert.Contains("503", reason, StringComparison.Ordinal);
        Assert.Equal(3, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_server_on_another_port_is_named_with_the_option_to_set()
    {
        var other = HttpServers.FreePort();
        await using var server = await SeaworthyProcess.StartAsync(
            new RunCommand(EverythingServer.Node(), "-e", $"require('http').createServer().listen({other})")
            {
                Options = [.. HttpServers.At(HttpServers.FreePort()), "--start-timeout", "10s"],
            });

        var reason = (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Field("reason");

        Assert.Contains($"--upstream http://127.0.0.1:{other}/mcp", reason, StringComparison.Ordinal);
    }

    /// <summary>Somebody else's open port would be taken for the server's, and get its calls.</summary>
    [Fact]
    public async Task A_port_that_somebody_else_has_makes_nobody_ready()
    {
        using var stranger = new TcpListener(IPAddress.IPv6Any, 0);
        stranger.Server.DualMode = true;
        stranger.Start();
        await using var server = await SeaworthyProcess.StartAsync(
            HttpServers.Express() with { Options = [.. HttpServers.At(((IPEndPoint)stranger.LocalEndpoint).Port), "--start-timeout", "10s"] });

        var died = await server.WaitForEventAsync(EventIds.WorkerDied);

        Assert.Contains("EADDRINUSE", died.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await server.ExitAsync()).Code);
        Assert.DoesNotContain(server.Log.Events, e => e.Id == EventIds.UpstreamReady);
    }

    [Fact]
    public async Task An_HTTP_server_that_was_taken_for_a_stdio_one_is_named_with_the_option_to_set()
    {
        var port = HttpServers.FreePort();
        await using var server = await SeaworthyProcess.StartAsync(
            HttpServers.Express() with { Options = [], Environment = new Dictionary<string, string?> { ["PORT"] = $"{port}" } });

        var found = await server.WaitForEventAsync(EventIds.WorkerSilentListener);

        Assert.Contains($"--upstream http://127.0.0.1:{port}/mcp", found.Message, StringComparison.Ordinal);
    }
}
