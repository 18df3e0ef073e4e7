using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>A stop in the middle of a call: the call is answered in full, the exit is 0, nothing is left.</summary>
public class StopMidCallTests
{
    private static readonly string[] Older = [];
    private static readonly string[] Modern = ["--revision", Revision.July2026];

    /// <summary>Each revision over a worker of either kind, as PID 1 and not.</summary>
    public static TheoryData<string, string[], bool> Pairs => new()
    {
        { Revision.June2025, Older, false },
        { Revision.June2025, Older, true },
        { Revision.November2025, Older, false },
        { Revision.November2025, Older, true },
        { Revision.July2026, Older, false },
        { Revision.July2026, Older, true },
        { Revision.July2026, Modern, false },
        { Revision.July2026, Modern, true },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task A_call_is_answered_in_full_after_SIGTERM(string revision, string[] worker, bool asPid1) =>
        StopAsync(revision, worker, Signal.Terminate, asPid1);

    [Theory]
    [InlineData(Signal.Interrupt, false)]
    [InlineData(Signal.Interrupt, true)]
    [InlineData(Signal.Quit, false)]
    [InlineData(Signal.Quit, true)]
    internal Task A_call_is_answered_in_full_after_every_signal_that_stops(Signal signal, bool asPid1) =>
        StopAsync(Revision.November2025, Older, signal, asPid1);

    [Fact]
    public async Task A_call_that_streams_is_streamed_to_its_end()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var (request, id) = client.Request("tools/call", new JsonObject
        {
            ["name"] = "progress",
            ["arguments"] = new JsonObject { ["steps"] = 10, ["ms"] = 50 },
            ["_meta"] = new JsonObject { ["progressToken"] = "token" },
        });
        using var connection = await client.Http.OpenAsync();
        await connection.SendAsync(request, TestContext.Current.CancellationToken);
        var response = await server.Guard.WatchAsync(connection.ReadHeadAsync(TestContext.Current.CancellationToken), "the first progress");

        server.Send(Signal.Terminate);

        var answer = new McpAnswer(await server.Guard.WatchAsync(response!.ReadToEndAsync(TestContext.Current.CancellationToken), "the end"), id);
        Assert.Equal("10 steps", answer.Text);
        Assert.Equal(10, answer.Notifications("notifications/progress").Count());
        await server.AssertExitAsync(0);
    }

    private static async Task StopAsync(string revision, string[] worker, Signal signal, bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub(worker) with { AsPid1 = asPid1 });
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);
        var call = await CallInFlight.StartAsync(server, client, "sleep", new JsonObject { ["ms"] = 4000 });

        server.Send(signal);
        await server.WaitForPhaseAsync("Draining");

        Assert.Equal("slept", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 1, cut: 0);
        Assert.Empty(server.Log.Strays);
    }
}
