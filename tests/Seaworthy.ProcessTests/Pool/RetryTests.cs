using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>What becomes of a call whose worker dies over it.</summary>
public class RetryTests
{
    [Theory]
    [InlineData("sleep", "read-only", true)]
    [InlineData("put", "read-only", false)]
    [InlineData("put", "idempotent", true)]
    [InlineData("write", "idempotent", false)]
    [InlineData("sleep", "off", false)]
    public async Task A_call_that_does_no_harm_twice_is_repeated(string tool, string mode, bool repeated)
    {
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub("--ledger", ledger.Path) with { Options = ["--retry", mode] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        await HintsAreKnownAsync(client);
        var pid = (await server.WorkersAsync())[0].Pid;
        var call = await CallInFlight.StartAsync(server, client, tool, new JsonObject { ["ms"] = 2000 });
        await ledger.WaitForAsync(server, "received", tool);

        Kernel.Send(pid, Signal.Kill);

        var answer = await call.AnswerAsync();
        Assert.Equal(repeated ? "slept" : "worker_lost", repeated ? answer.Text : answer.Reason);
        Assert.Equal(repeated ? 2 : 1, ledger.Read().Count(entry => entry.Happened == "received" && entry.Tool == tool));
    }

    [Fact]
    public async Task A_call_that_has_killed_two_workers_is_not_tried_again()
    {
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ledger", ledger.Path) with { Options = ["--workers", "2"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        await HintsAreKnownAsync(client);

        var answer = await client.CallAsync("exit-read-only");

        Assert.Equal(("worker_lost", "unknown", 200), (answer.Reason, answer.Outcome, answer.Raw.Status));
        Assert.Equal(2, ledger.Read().Count(entry => entry.Tool == "exit-read-only"));
        Assert.Equal("still here", (await client.CallAsync("echo", new JsonObject { ["text"] = "still here" })).Text);
    }

    [Fact]
    public async Task A_call_that_has_shown_progress_is_not_repeated()
    {
        using var ledger = new LedgerFile();
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ledger", ledger.Path));
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        await HintsAreKnownAsync(client);
        var call = await client.BeginCallAsync("progress", new JsonObject { ["steps"] = 1000, ["ms"] = 20 });

        Kernel.Send((await server.WorkersAsync())[0].Pid, Signal.Kill);

        Assert.Equal("worker_lost", (await server.Guard.WatchAsync(call.AnswerAsync(), "the end")).Reason);
        Assert.Single(ledger.Read(), entry => entry.Happened == "received");
    }

    /// <summary>The annotations are asked for before any call: an answer to this one comes after them on the same pipe.</summary>
    private static async Task HintsAreKnownAsync(RawMcp client)
    {
        for (var call = 0; call < 3; call++)
            await client.RequestAsync("tools/list");
    }
}
