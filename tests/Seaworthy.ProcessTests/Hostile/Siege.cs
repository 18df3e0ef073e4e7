using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>A server that somebody is hostile to, and an honest client beside them who must not notice.</summary>
internal sealed class Siege : IAsyncDisposable
{
    private readonly int _descriptors;

    private Siege(SeaworthyProcess server, RawMcp honest, int descriptors) => (Server, Honest, _descriptors) = (server, honest, descriptors);

    /// <summary>The server.</summary>
    public SeaworthyProcess Server { get; }

    /// <summary>The client who behaves.</summary>
    public RawMcp Honest { get; }

    /// <summary>Starts the server and notes what it has open.</summary>
    public static async Task<Siege> BeginAsync(params string[] options)
    {
        var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = options });
        try
        {
            var honest = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
            Assert.True((await honest.CallAsync("echo")).IsAnswered);
            return new Siege(server, honest, server.CountDescriptors());
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The honest client is served.</summary>
    public async Task AssertServesAsync() =>
        Assert.Equal("fine", (await Server.Guard.WatchAsync(Honest.CallAsync("echo", new JsonObject { ["text"] = "fine" }), "an answer")).Text);

    /// <summary>Nothing is left of the others: no call, no connection. Then it stops with exit 0.</summary>
    public async Task EndAsync()
    {
        await AssertServesAsync();
        await Server.WaitForInFlightAsync(0);
        // A connection of our own may still be on its way out.
        await Server.WaitForDescriptorsAsync(_descriptors + 2);
        Server.Send(Signal.Terminate);
        await Server.AssertExitAsync(0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
