using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>A server of 2026-07-28 of the TypeScript SDK 2.x behind <c>seaworthy run</c>, used by the client of the same SDK.</summary>
public class ModernServerTests
{
    private const string Client = "modern-2x.mjs";

    [Fact]
    public async Task What_only_2026_has_works_through_the_front()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Run());
        Assert.Equal("2026-07-28", (await server.WaitForEventAsync(EventIds.WorkerReady)).Field("revision"));
        await using var client = NodeClient.Start(Client, server.Endpoint);

        await client.SucceedsAsync();

        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Empty(server.Log.Strays);
    }

    [Fact]
    public async Task A_stop_ends_a_subscription_gracefully()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Run());
        await using var client = NodeClient.Start(Client, server.Endpoint, "--listen");
        await client.InCallAsync();

        server.Send(Signal.Terminate);

        await client.SucceedsAsync();
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    private static RunCommand Run() => new(EverythingServer.Node(), EverythingServer.Script("modern-server.mjs"));
}
