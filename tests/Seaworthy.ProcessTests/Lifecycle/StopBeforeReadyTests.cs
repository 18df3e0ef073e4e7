using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>A signal while no worker is ready: there is nothing to announce and nothing to wait for.</summary>
public class StopBeforeReadyTests
{
    /// <summary>Would hold up every stop that waited for it.</summary>
    private static readonly string[] LongDelay = ["--shutdown-delay", "5m", "--shutdown-timeout", "10m"];

    private const string Slow = "--slow-start 600000";

    [Theory]
    [InlineData(Signal.Terminate, false)]
    [InlineData(Signal.Terminate, true)]
    [InlineData(Signal.Interrupt, false)]
    internal async Task While_it_starts_a_signal_ends_it_with_exit_0_at_once(Signal signal, bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartAsync(
            RunCommand.Stub(Slow.Split(' ')) with { Options = LongDelay, AsPid1 = asPid1 });
        await server.WaitForEventAsync(EventIds.WorkerStarted);

        server.Send(signal);

        await server.AssertExitAsync(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_it_is_unready_a_signal_ends_it_with_exit_0_at_once(bool asPid1)
    {
        using var lives = new TwoLives();
        await using var server = await SeaworthyProcess.StartReadyAsync(lives.Command("", Slow) with { Options = LongDelay, AsPid1 = asPid1 });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        await client.CallAsync("exit");
        await server.WaitForPhaseAsync("Unready");

        server.Send(Signal.Terminate);

        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task While_it_is_unready_queued_calls_are_told_at_once_that_they_were_not_started()
    {
        using var lives = new TwoLives();
        await using var server = await SeaworthyProcess.StartReadyAsync(lives.Command("", Slow) with { Options = ["--queue-timeout", "10m"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        await client.CallAsync("exit");
        await server.WaitForPhaseAsync("Unready");
        var first = await CallInFlight.StartAsync(server, client, "echo");
        var second = await CallInFlight.StartAsync(server, client, "echo");

        server.Send(Signal.Terminate);

        foreach (var call in new[] { first, second })
        {
            var answer = await call.AnswerAsync();
            Assert.Equal(503, answer.Raw.Status);
            Assert.Equal((-31012, "worker_lost", "not_started"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        }
        await server.AssertExitAsync(0);
    }
}
