using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Isolation;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Streams;

/// <summary>A client that loses its connection gets what it missed, from the place where it was, of that stream alone.</summary>
public class ResumptionTests
{
    [Theory]
    [MemberData(nameof(Revision.WithSessions), MemberType = typeof(Revision))]
    public async Task A_call_goes_on_without_its_client_and_its_answer_is_fetched(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);
        var call = await client.BeginCallAsync("progress", new() { ["steps"] = 4, ["ms"] = 300 });
        Assert.True(await call.Stream.ReadUntilAsync("\n\n"), call.Stream.Body);
        var last = call.Stream.LastEventId;
        var seen = call.Stream.Events.Count(each => each.Data.Contains("notifications/progress", StringComparison.Ordinal));
        call.Dispose();

        using var resumed = await client.OpenStreamAsync(last);
        var answer = new McpAnswer(await resumed.ReadToEndAsync(), call.Id);

        Assert.Equal("4 steps", answer.Text);
        Assert.Equal(4 - seen, answer.Notifications("notifications/progress").Count());
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_drain_serves_who_comes_back_for_a_call_in_flight()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var call = await client.BeginCallAsync("progress", new() { ["steps"] = 3, ["ms"] = 700 });
        Assert.True(await call.Stream.ReadUntilAsync("\n\n"), call.Stream.Body);
        var last = call.Stream.LastEventId;
        call.Dispose();
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        using var resumed = await client.OpenStreamAsync(last);

        Assert.Equal("3 steps", new McpAnswer(await resumed.ReadToEndAsync(), call.Id).Text);
        await server.AssertExitAsync(0);
    }

    [Theory]
    [InlineData(Revision.June2025, false)]
    [InlineData(Revision.November2025, true)]
    public async Task Streams_are_primed_since_the_revision_that_has_it(string revision, bool isPrimed)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);
        using var call = await client.StartCallAsync("sleep", new() { ["ms"] = 1_500 });
        using var own = await client.OpenStreamAsync();

        Assert.Equal("slept", (await call.AnswerAsync()).Text);
        Assert.True(await own.ReadUntilAsync("\n\n"), own.Body);
        Assert.Equal(isPrimed, call.Stream.Events[0] is { Id.Length: > 0, Data: "" });
        Assert.Equal(isPrimed, own.Events[0].Id.Length > 0);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_connection_that_may_not_last_is_ended_and_the_answer_fetched_by_polling()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--poll-after", "200ms"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var call = await client.StartCallAsync("sleep", new() { ["ms"] = 3_000 });
        var ended = await call.Stream.ReadToEndAsync();
        Assert.Equal(RawEnding.Complete, ended.Ending);
        Assert.DoesNotContain("slept", ended.Body, StringComparison.Ordinal);

        var (text, polls) = ("", 0);
        for (var last = call.Stream.LastEventId; !text.Contains("slept", StringComparison.Ordinal); polls++)
        {
            using var poll = await client.OpenStreamAsync(last);
            Assert.Equal(200, poll.Status);
            text = (await poll.ReadToEndAsync()).Body;
            last = poll.LastEventId;
        }

        Assert.True(polls > 1, $"{polls} polls");
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task The_poll_may_come_on_the_connection_that_was_ended_for_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--poll-after", "200ms"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var connection = await client.Http.OpenAsync();
        var (request, _) = client.Request("tools/call", new() { ["name"] = "sleep", ["arguments"] = new System.Text.Json.Nodes.JsonObject { ["ms"] = 5_000 } });
        var first = await RawHttp.ExchangeAsync(connection, request);
        Assert.DoesNotContain("slept", first.Body, StringComparison.Ordinal);

        await connection.SendAsync(client.StreamRequest("1-0"), TestContext.Current.CancellationToken);
        var poll = await connection.ReadHeadAsync(TestContext.Current.CancellationToken);

        // While the call still runs: a server that reads no further request before it has ended answers with the whole answer.
        Assert.Equal(200, poll!.Status);
        Assert.DoesNotContain("slept", (await poll.ReadToEndAsync(TestContext.Current.CancellationToken)).Body, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task Nothing_left_to_resume_is_405_and_never_404()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var call = await client.StartCallAsync("log", new() { ["count"] = 1 });
        using var primed = await client.StartCallAsync("sleep", new() { ["ms"] = 1_200 });
        await primed.AnswerAsync();

        foreach (var id in new[] { primed.Stream.LastEventId, "77-1", "nonsense" })
            Assert.Equal(405, (await client.Http.ExchangeAsync(client.StreamRequest(id))).Status);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task What_came_between_two_streams_of_a_session_is_delivered_once()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var first = await client.OpenStreamAsync();
        await client.CallAsync("tell", new() { ["method"] = "notifications/tools/list_changed" });
        Assert.True(await first.ReadUntilAsync("tools/list_changed"), first.Body);
        Assert.True(await first.ReadUntilAsync("}\n\n"), first.Body);
        var last = first.LastEventId;
        first.Dispose();
        await client.CallAsync("tell", new() { ["method"] = "notifications/prompts/list_changed" });

        using var second = await client.OpenStreamAsync(last);
        Assert.True(await second.ReadUntilAsync("prompts/list_changed"), second.Body);
        // The newest stream is the one; the one before ends cleanly and may be opened again as often as the client likes.
        using var third = await client.OpenStreamAsync(last);
        Assert.True(await third.ReadUntilAsync("prompts/list_changed"), third.Body);
        Assert.Equal(RawEnding.Complete, (await second.ReadToEndAsync()).Ending);
        Assert.DoesNotContain("tools/list_changed", second.Body + third.Body, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_cancelled_call_ends_its_stream_without_a_response()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var call = await client.BeginCallAsync("progress", new() { ["steps"] = 1_000, ["ms"] = 50 });

        Assert.Equal(202, (await client.Http.ExchangeAsync(client.Cancelled(call.Id))).Status);

        var ended = await call.Stream.ReadToEndAsync();
        Assert.Equal(RawEnding.Complete, ended.Ending);
        Assert.False(new McpAnswer(ended, call.Id).IsAnswered, ended.Body);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}
