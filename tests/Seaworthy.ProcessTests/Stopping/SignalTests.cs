using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Stopping;

/// <summary>What each signal does, at every moment.</summary>
public class SignalTests
{
    [Theory]
    [InlineData("Terminate", false)]
    [InlineData("Terminate", true)]
    [InlineData("Interrupt", false)]
    [InlineData("Quit", false)]
    public async Task An_idle_server_leaves_at_once(string signal, bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { AsPid1 = asPid1 });

        server.Send(Enum.Parse<Signal>(signal));

        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Empty(server.Descendants());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Before_the_server_is_ready_a_signal_ends_it_with_0(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub("--never-ready") with { AsPid1 = asPid1 });
        await server.ListeningAsync();
        await server.WaitForEventAsync(EventIds.WorkerStarted);

        server.Send(Signal.Terminate);

        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task A_repeated_SIGTERM_changes_nothing()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Url, Revision.November2025);
        using var call = await client.BeginCallAsync("progress", new JsonObject { ["steps"] = 6, ["ms"] = 200 });

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        server.Send(Signal.Terminate);
        await server.WaitForEventAsync(EventIds.StopRepeated);

        Assert.Equal("6 steps", (await server.Guard.WatchAsync(call.AnswerAsync(), "the answer")).Text);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_second_SIGINT_cancels_and_a_third_ends_it_at_once()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ignore-eof", "--ignore-sigterm"));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.November2025);
        using var first = await client.BeginCallAsync("progress", new JsonObject { ["steps"] = 600, ["ms"] = 100 });
        var stuck = client.CallAsync("block", new JsonObject { ["ms"] = 60_000 });

        server.Send(Signal.Interrupt);
        await server.WaitForPhaseAsync("Draining");
        server.Send(Signal.Interrupt);
        await server.WaitForPhaseAsync("Cancelling");
        var third = server.Send(Signal.Interrupt);

        var exit = await server.ExitAsync();
        Assert.Equal(1, exit.Code);
        Assert.True(exit.Since(third) < TimeSpan.FromSeconds(3), $"It took {exit.Since(third)} to end at once.");
        Assert.Empty(server.Descendants());
        _ = await server.Guard.WatchAsync(stuck, "the end of the stuck call");
    }
}
