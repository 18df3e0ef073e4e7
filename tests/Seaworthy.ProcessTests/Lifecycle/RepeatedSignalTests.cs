using System.Diagnostics;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>More than one signal: SIGTERM says the same again, SIGINT says it louder.</summary>
public class RepeatedSignalTests
{
    private static readonly TimeSpan CancelGrace = TimeSpan.FromMilliseconds(800);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeated_SIGTERM_changes_nothing(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { AsPid1 = asPid1 });
        var call = await StartAsync(server, "sleep", 4000);

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        for (var again = 1; again <= 3; again++)
        {
            server.Send(Signal.Terminate);
            await server.WaitForEventAsync(EventIds.StopRepeated, again);
        }

        Assert.Equal("slept", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_SIGINT_cancels_and_real_answers_still_count(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub() with { AsPid1 = asPid1, Options = ["--cancel-grace", "15s"] });
        // This tool reads no cancellation while it works.
        var call = await StartAsync(server, "block", 4000);

        await InterruptTwiceAsync(server);

        Assert.Equal("blocked", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task After_the_second_SIGINT_a_call_has_the_cancel_grace_and_not_the_whole_timeout()
    {
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub("--ledger", ledger.Path) with { Options = ["--cancel-grace", "800ms", "--shutdown-timeout", "10m"] });
        var call = await StartAsync(server, "silent");

        var second = await InterruptTwiceAsync(server);

        var answer = await call.AnswerAsync();
        Assert.Equal((-31013, "shutdown", "unknown"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        Assert.True(Stopwatch.GetElapsedTime(second, answer.Raw.EndedAt) >= CancelGrace / 2);
        await server.AssertExitAsync(1);
        await server.AssertAccountAsync(answered: 0, cut: 1);
        Assert.Contains("cancelled", ledger.Read().Select(entry => entry.Happened));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_third_SIGINT_exits_1_at_once(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ignore-eof", "--ignore-sigterm") with
        {
            AsPid1 = asPid1,
            Options = ["--cancel-grace", "5m", "--shutdown-timeout", "10m"],
        });
        var call = await StartAsync(server, "silent");

        await InterruptTwiceAsync(server);
        server.Send(Signal.Interrupt);

        Assert.Equal(-31013, (await call.AnswerAsync()).ErrorCode);
        await server.AssertExitAsync(1);
    }

    [Fact]
    public async Task A_second_SIGINT_with_nothing_in_flight_is_no_failure()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ignore-eof"));

        await InterruptTwiceAsync(server);

        await server.AssertExitAsync(0);
    }

    private static async Task<CallInFlight> StartAsync(SeaworthyProcess server, string tool, int milliseconds = 0)
    {
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        return await CallInFlight.StartAsync(server, client, tool, new JsonObject { ["ms"] = milliseconds });
    }

    /// <summary>When the second was sent. The kernel merges equal signals that nobody has read, hence the wait in between.</summary>
    private static async Task<long> InterruptTwiceAsync(SeaworthyProcess server)
    {
        server.Send(Signal.Interrupt);
        await server.WaitForPhaseAsync("Draining");
        var second = server.Send(Signal.Interrupt);
        await server.WaitForPhaseAsync("Cancelling");
        return second;
    }
}
