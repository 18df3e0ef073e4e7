using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>A server that drains for as long as a test likes, because one call is in flight.</summary>
internal sealed class OpenDrain : IAsyncDisposable
{
    private readonly RawMcp _holder;

    private OpenDrain(SeaworthyProcess server, RawMcp client, RawMcp holder, CallInFlight call) =>
        (Server, Client, _holder, Call) = (server, client, holder, call);

    /// <summary>The server.</summary>
    public SeaworthyProcess Server { get; }

    /// <summary>A client of the revision that was asked for.</summary>
    public RawMcp Client { get; }

    /// <summary>The call that holds it open.</summary>
    public CallInFlight Call { get; }

    /// <summary>Starts a server, a call and the stop.</summary>
    public static async Task<OpenDrain> BeginAsync(string revision)
    {
        var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--shutdown-timeout", "10m"] });
        try
        {
            var holder = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
            var client = Revision.IsStateless(revision) ? await RawMcp.ConnectAsync(server.Endpoint, revision) : holder;
            var call = await CallInFlight.StartAsync(server, holder, "silent");
            server.Send(Signal.Terminate);
            await server.WaitForPhaseAsync("Draining");
            return new OpenDrain(server, client, holder, call);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the call back; then the stop has nothing to wait for.</summary>
    public async Task EndAsync()
    {
        Assert.Equal(202, (await _holder.Http.ExchangeAsync(_holder.Cancelled(Call.Id))).Status);
        await Server.AssertExitAsync(0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
