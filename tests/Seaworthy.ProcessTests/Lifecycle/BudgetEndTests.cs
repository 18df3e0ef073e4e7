using System.Diagnostics;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>Calls that outlive the shutdown budget: they are told, and the exit says it.</summary>
public class BudgetEndTests
{
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(2);

    private static readonly string[] Budget = ["--shutdown-timeout", "2s", "--cancel-grace", "500ms"];

    /// <summary>Far more than a busy machine adds; bench measures the half second of the promise.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(250);

    /// <summary>The runtime's timers read the kernel's coarse clock, which may be behind by a tick.</summary>
    private static readonly TimeSpan ClockGrain = TimeSpan.FromMilliseconds(20);

    private const string Json = "application/json";
    private const string Both = "application/json, text/event-stream";

    public static TheoryData<string, string, bool> Clients => new()
    {
        { Revision.June2025, Json, false },
        { Revision.November2025, Both, false },
        { Revision.November2025, Both, true },
        { Revision.July2026, Json, false },
        { Revision.July2026, Both, false },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_call_that_ignores_its_cancellation_is_answered_before_the_exit(string revision, string accept, bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub("--ignore-eof", "--ignore-sigterm") with { Options = Budget, AsPid1 = asPid1 });
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);
        var call = await CallInFlight.StartAsync(server, client, "block", new JsonObject { ["ms"] = 600_000 }, accept);

        var signalled = server.Send(Signal.Terminate);

        var answer = await call.AnswerAsync();
        Assert.Equal(200, answer.Raw.Status);
        Assert.StartsWith(accept == Json ? Json : "text/event-stream", answer.Raw.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal((-31013, "shutdown", "unknown"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        Assert.InRange(Stopwatch.GetElapsedTime(signalled, answer.Raw.EndedAt), Total - AnswerMargin - ClockGrain, Total + Late);
        var exit = await server.AssertExitAsync(1);
        Assert.InRange(exit.Since(signalled), Total - TimeSpan.FromMilliseconds(500), Total + Late);
        await server.AssertAccountAsync(answered: 0, cut: 1);
    }

    [Fact]
    public async Task Calls_are_cancelled_when_the_grace_begins_and_not_before()
    {
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ledger", ledger.Path) with { Options = Budget });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var cancelled = await CallInFlight.StartAsync(server, client, "silent");
        var answered = await CallInFlight.StartAsync(server, client, "sleep", new JsonObject { ["ms"] = 1000 });

        server.Send(Signal.Terminate);

        Assert.Equal("slept", (await answered.AnswerAsync()).Text);
        Assert.Equal(-31013, (await cancelled.AnswerAsync()).ErrorCode);
        await server.WaitForEventAsync(EventIds.CallsCancelled);
        await server.WaitForEventAsync(EventIds.CallsAnsweredWithError);
        await server.AssertExitAsync(1);
        await server.AssertAccountAsync(answered: 1, cut: 1);
        Assert.Equal(["silent"], ledger.Read().Where(entry => entry.Happened == "cancelled").Select(entry => entry.Tool));
    }

    [Fact]
    public async Task A_call_whose_client_takes_it_back_does_not_count_as_cut()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var call = await CallInFlight.StartAsync(server, client, "silent");
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        var accepted = await client.Http.ExchangeAsync(client.Cancelled(call.Id));

        Assert.Equal(202, accepted.Status);
        Assert.False((await call.EndAsync()).IsAnswered);
        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 0, cut: 0);
    }
}
