using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Isolation;

/// <summary>The process of a session dies: the call in it is told the truth, and the session goes on under its id.</summary>
public class DeathTests
{
    [Fact]
    public async Task The_next_process_is_introduced_to_the_client_as_it_introduced_itself()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025, name: "anne");
        await client.RequestAsync("logging/setLevel", new() { ["level"] = "error" });
        await client.RequestAsync("resources/subscribe", new() { ["uri"] = "file:///a" });
        await client.RequestAsync("resources/subscribe", new() { ["uri"] = "file:///b" });
        await client.RequestAsync("resources/unsubscribe", new() { ["uri"] = "file:///b" });
        var before = await Isolated.PidAsync(client);

        var lost = await client.CallAsync("exit", new() { ["code"] = 3 });

        Assert.Equal((200, -31012, "unknown"), (lost.Raw.Status, lost.ErrorCode, lost.Outcome));
        Assert.Equal("anne, level error, subscribed to file:///a", (await client.CallAsync("client")).Text);
        Assert.NotEqual(before, await Isolated.PidAsync(client));
        await server.WaitForEventAsync(EventIds.SessionWorkerDied);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_question_of_a_dead_process_is_withdrawn_and_a_late_answer_meets_nobody_elses()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var stream = await client.OpenStreamAsync();
        Assert.True(await stream.ReadUntilAsync("retry:"), stream.Body);
        using var asking = await client.StartCallAsync("ask", []);
        var old = await Isolated.QuestionAsync(asking.Stream);

        Assert.True(Kernel.Send(await Isolated.PidAsync(client), Signal.Kill));

        Assert.Equal(-31012, (await asking.AnswerAsync()).ErrorCode);
        Assert.True(await stream.ReadUntilAsync("notifications/cancelled"), stream.Body);
        using var again = await client.StartCallAsync("ask", []);
        var question = await Isolated.QuestionAsync(again.Stream);
        Assert.Equal(202, (await client.Http.ExchangeAsync(client.Answer(old, Isolated.Accept("too late")))).Status);
        Assert.Equal(202, (await client.Http.ExchangeAsync(client.Answer(question, Isolated.Accept("mine")))).Status);
        Assert.Contains("mine", (await again.AnswerAsync()).Text, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_command_that_cannot_serve_the_client_says_so_to_it_and_stays_up()
    {
        // The first process passes its handshake; every later one is gone at once.
        using var lives = new TwoLives();
        await using var server = await SeaworthyProcess.StartReadyAsync(
            lives.Command("--revision 2025-11-25", "--exit-at-start 3") with { Options = ["--isolation", "session", "--spare", "0"] });

        var refused = await RawMcp.OpenAsync(server.Endpoint, Revision.November2025);

        Assert.Equal((503, -31012, "not_started"), (refused.Raw.Status, refused.ErrorCode, refused.Outcome));
        Assert.Contains("exit 3", refused.Raw.Body, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}
