using System.Diagnostics;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Library;

/// <summary>A C# server with the library stops as <c>seaworthy run</c> does.</summary>
public class LibraryStopTests
{
    private static readonly (string, string)[] ShortBudget = [("SEAWORTHY_SHUTDOWN_TIMEOUT", "2s"), ("SEAWORTHY_CANCEL_GRACE", "500ms")];

    [Theory]
    [MemberData(nameof(LibraryClients.All), MemberType = typeof(LibraryClients))]
    public async Task A_call_in_flight_is_answered_and_new_ones_are_refused(string mode, string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(mode));
        var client = await LibraryClients.ConnectAsync(server, mode, revision);
        var call = await CallInFlight.StartAsync(server, client, "slow", new JsonObject { ["ms"] = 8000 });

        server.Send(Signal.Terminate);

        await server.WaitForPhaseAsync("Draining");
        var refused = await client.CallAsync("echo", new JsonObject { ["text"] = "a" });
        Assert.Equal(503, refused.Raw.Status);
        Assert.Equal("close", refused.Raw.Header("Connection"));
        Assert.NotEmpty(refused.Raw.Header("Retry-After"));
        Assert.Equal((-31010, "draining", "not_started"), (refused.ErrorCode, refused.Reason, refused.Outcome));
        Assert.Equal("done", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 1, cut: 0);
    }

    [Theory]
    [InlineData(nameof(Signal.Interrupt))]
    [InlineData(nameof(Signal.Quit))]
    [InlineData(nameof(Signal.Hangup))]
    public async Task Every_signal_that_ends_a_server_drains(string signal)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var call = await CallInFlight.StartAsync(server, client, "slow", new JsonObject { ["ms"] = 1000 });

        server.Send(Enum.Parse<Signal>(signal));

        Assert.Equal("done", (await call.AnswerAsync()).Text);
        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 1, cut: 0);
    }

    [Theory]
    [InlineData(LibraryClients.Stateless, Revision.July2026, "slow")]
    [InlineData(LibraryClients.Stateless, Revision.November2025, "deaf")]
    [InlineData(LibraryClients.Stateless, Revision.July2026, "blocking")]
    [InlineData(LibraryClients.Stateful, Revision.November2025, "deaf")]
    [InlineData(LibraryClients.Mixed, Revision.November2025, "blocking")]
    public async Task A_call_beyond_the_budget_is_told_so(string mode, string revision, string tool)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(mode, ShortBudget));
        var client = await LibraryClients.ConnectAsync(server, mode, revision);
        var call = await CallInFlight.StartAsync(server, client, tool, new JsonObject { ["ms"] = 600_000 });

        var signalled = server.Send(Signal.Terminate);

        var answer = await call.AnswerAsync();
        Assert.Equal(200, answer.Raw.Status);
        Assert.Equal((-31013, "shutdown", "unknown"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        Assert.Single(answer.Messages, message => message.TryGetProperty("id", out _));
        var named = await server.WaitForEventAsync(EventIds.CallCancelled);
        Assert.Equal($"tools/call {tool}", named.Field("call"));
        var exit = await server.AssertExitAsync(1);
        Assert.True(exit.Since(signalled) >= TimeSpan.FromSeconds(1.4), $"{exit.Since(signalled)}");
        await server.AssertAccountAsync(answered: 0, cut: 1);
    }

    [Fact]
    public async Task A_repeated_SIGTERM_changes_nothing_and_a_third_SIGINT_ends_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var call = await CallInFlight.StartAsync(server, client, "deaf", new JsonObject { ["ms"] = 600_000 });
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        server.Send(Signal.Terminate);
        await server.WaitForEventAsync(EventIds.StopRepeated);

        // The runtime merges signals that come faster than it reads them, so each waits for its effect.
        server.Send(Signal.Interrupt);
        await server.WaitForEventAsync(EventIds.StopRepeated, 2);
        server.Send(Signal.Interrupt);
        await server.WaitForPhaseAsync("Cancelling");
        server.Send(Signal.Interrupt);

        await server.AssertExitAsync(1);
        _ = await call.EndAsync();
    }

    [Fact]
    public async Task It_announces_its_end_while_it_still_serves()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(settings: ("SEAWORTHY_SHUTDOWN_DELAY", "8s")));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);

        var signalled = server.Send(Signal.Terminate);

        await server.WaitForPhaseAsync("Announcing");
        Assert.Equal(503, (await client.Http.GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await client.Http.GetAsync("/health/live")).Status);
        var answer = await client.CallAsync("echo", new JsonObject { ["text"] = "a" });
        Assert.Equal("a", answer.Text);
        Assert.Equal("close", answer.Raw.Header("Connection"));
        var exit = await server.AssertExitAsync(0);
        Assert.True(exit.Since(signalled) >= TimeSpan.FromSeconds(7.9), $"{exit.Since(signalled)}");
    }

    [Fact]
    public async Task A_call_that_was_taken_back_does_not_hold_up_a_stop()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(LibraryClients.Stateful));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateful, Revision.November2025);
        var call = await CallInFlight.StartAsync(server, client, "deaf", new JsonObject { ["ms"] = 600_000 });

        Assert.Equal(202, (await client.Http.ExchangeAsync(client.Cancelled(call.Id))).Status);

        // The SDK alone would leave this response open until the tool ends.
        Assert.False((await call.EndAsync()).IsAnswered);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 0, cut: 0);
    }

    [Fact]
    public async Task A_modern_client_that_leaves_takes_its_call_back()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var (request, _) = client.Request("tools/call", new JsonObject { ["name"] = "deaf", ["arguments"] = new JsonObject { ["ms"] = 600_000 } });
        using (var connection = await client.Http.OpenAsync())
        {
            await connection.SendAsync(request, TestContext.Current.CancellationToken);
            await server.WaitForInFlightAsync(1);
        }
        await server.WaitForInFlightAsync(0);

        server.Send(Signal.Terminate);

        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_client_with_a_session_that_leaves_does_not()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(LibraryClients.Stateful));
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateful, Revision.November2025);
        var (request, _) = client.Request("tools/call", new JsonObject { ["name"] = "slow", ["arguments"] = new JsonObject { ["ms"] = 4000 } });
        var began = Stopwatch.GetTimestamp();
        using (var connection = await client.Http.OpenAsync())
        {
            await connection.SendAsync(request, TestContext.Current.CancellationToken);
            await server.WaitForInFlightAsync(1);
        }

        server.Send(Signal.Terminate);

        var exit = await server.AssertExitAsync(0);
        Assert.True(exit.Since(began) >= TimeSpan.FromSeconds(3.9), $"The stop did not wait for the call: {exit.Since(began)}");
        await server.AssertAccountAsync(answered: 1, cut: 0);
    }
}
