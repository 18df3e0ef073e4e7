using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Isolation;

/// <summary>What a worker asks or tells its client reaches that client, on the right stream, and the answer comes back.</summary>
public class QuestionTests
{
    [Theory]
    [MemberData(nameof(Revision.WithSessions), MemberType = typeof(Revision))]
    public async Task A_question_goes_to_the_call_and_its_answer_back(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);
        using var call = await client.StartCallAsync("ask", []);

        var accepted = await client.Http.ExchangeAsync(client.Answer(await Isolated.QuestionAsync(call.Stream), Isolated.Accept("aye")));

        Assert.Equal(202, accepted.Status);
        Assert.Contains("aye", (await call.AnswerAsync()).Text, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task Without_a_call_that_takes_it_a_question_goes_to_the_stream_of_the_session_also_when_that_opens_later()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var call = await CallInFlight.StartAsync(server, client, "ask", accept: "application/json");

        using var stream = await client.OpenStreamAsync();
        await client.Http.ExchangeAsync(client.Answer(await Isolated.QuestionAsync(stream), Isolated.Accept("later")));

        Assert.Contains("later", (await call.AnswerAsync()).Text, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task An_answer_is_taken_while_the_server_drains_and_the_call_ends_well()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var call = await client.StartCallAsync("ask", []);
        var question = await Isolated.QuestionAsync(call.Stream);
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        Assert.Equal(202, (await client.Http.ExchangeAsync(client.Answer(question, Isolated.Accept("in time")))).Status);

        Assert.Contains("in time", (await call.AnswerAsync()).Text, StringComparison.Ordinal);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task What_a_worker_says_goes_to_its_own_client_only()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command());
        var anne = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var bob = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var annes = await anne.OpenStreamAsync();
        using var bobs = await bob.OpenStreamAsync();

        await anne.CallAsync("tell", new() { ["method"] = "notifications/tools/list_changed" });
        var logged = await anne.CallAsync("log", new() { ["count"] = 2 });
        await bob.CallAsync("tell", new() { ["method"] = "notifications/prompts/list_changed" });

        Assert.True(await annes.ReadUntilAsync("tools/list_changed"), annes.Body);
        Assert.Equal(2, logged.Notifications("notifications/message").Count());
        Assert.True(await bobs.ReadUntilAsync("prompts/list_changed"), bobs.Body);
        Assert.DoesNotContain("tools/list_changed", bobs.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("prompts/list_changed", annes.Body, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}
