using System.Text.Json.Nodes;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Bridge.Http;

public class CallExchangeTests
{
    private const string Call = """{"jsonrpc":"2.0","id":"c","method":"tools/call","params":{"name":"t","_meta":{"progressToken":"p"}}}""";

    [Fact]
    public async Task Answers_with_JSON_when_the_answer_comes_first()
    {
        await using var host = await StartAsync();
        var posting = host.Client.PostAsync(Call);

        await host.Worker.AnswerAsync(await host.Worker.ReadAsync(), """{"content":[]}""");

        using var response = await posting;
        Assert.Equal("""{"jsonrpc":"2.0","id":"c","result":{"content":[]}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.False(response.Headers.Contains("Mcp-Session-Id"));
        await host.SettleAsync();
    }

    [Fact]
    public async Task Streams_when_a_notification_comes_first()
    {
        await using var host = await StartAsync();
        var posting = host.Client.PostAsync(Call);
        var request = await host.Worker.ReadAsync();

        await ProgressAsync(host, request, 1);

        using var response = await posting;
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.True(response.Headers.CacheControl?.NoCache);
        using var events = await TestClient.EventsAsync(response);
        Assert.Equal("p", (string?)(await TestClient.NextAsync(events))!["params"]!["progressToken"]);
        await ProgressAsync(host, request, 2);
        await host.Worker.AnswerAsync(request, "{}");
        Assert.Equal(2, (int)(await TestClient.NextAsync(events))!["params"]!["progress"]!);
        Assert.Equal("c", (string?)(await TestClient.NextAsync(events))!["id"]);
        Assert.Null(await TestClient.NextAsync(events));
        await host.SettleAsync();
    }

    [Fact]
    public async Task Sends_headers_after_a_second_and_keeps_the_stream_alive()
    {
        await using var host = await StartAsync();
        var posting = host.Client.PostAsync(Call);
        var request = await host.Worker.ReadAsync();

        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var response = await posting;
        using var events = await TestClient.EventsAsync(response);

        while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is not "")
        {
        }
        var began = host.Time.GetTimestamp();
        var line = events.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        await host.AdvanceUntilAsync(() => line.IsCompleted, TimeSpan.FromMilliseconds(500));
        Assert.Equal(": keep-alive", await line);
        Assert.True(host.Time.GetElapsedTime(began) >= TimeSpan.FromSeconds(15));
        await host.Worker.AnswerAsync(request, "{}");
        Assert.Equal("c", (string?)(await TestClient.NextAsync(events))!["id"]);
    }

    [Fact]
    public async Task A_client_that_takes_no_streams_waits_for_the_answer()
    {
        await using var host = await StartAsync();
        var message = host.Client.Post(Call);
        message.Headers.Remove("Accept");
        message.Headers.Add("Accept", "application/json");
        var posting = host.Client.SendAsync(message);
        var request = await host.Worker.ReadAsync();

        host.Time.Advance(TimeSpan.FromSeconds(2));
        await ProgressAsync(host, request, 1);
        await host.Worker.AnswerAsync(request, "{}");

        using var response = await posting;
        Assert.Equal("c", (string?)(await TestClient.JsonAsync(response))["id"]);
    }

    [Fact]
    public async Task Up_to_2025_a_disconnect_is_no_cancellation()
    {
        await using var host = await StartAsync();
        using var abort = new CancellationTokenSource();
        var posting = host.Client.SendUntilAsync(host.Client.Post(Call), abort.Token);
        var request = await host.Worker.ReadAsync();

        await abort.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
        Assert.Equal(1, host.Calls.Count);

        await host.Worker.AnswerAsync(request, "{}");
        await host.SettleAsync();
    }

    [Fact]
    public async Task Since_2026_a_disconnect_cancels()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var abort = new CancellationTokenSource();
        var posting = host.Client.SendUntilAsync(host.Client.PostModern("tools/list"), abort.Token);
        var request = await host.Worker.ReadAsync();

        await abort.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);

        var cancelled = await host.Worker.ReadAsync();
        Assert.Equal("notifications/cancelled", (string?)cancelled["method"]);
        Assert.Equal((long)request["id"]!, (long)cancelled["params"]!["requestId"]!);
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_cancelled_call_ends_without_a_response()
    {
        await using var host = await StartAsync();
        var posting = host.Client.PostAsync(Call);
        var request = await host.Worker.ReadAsync();

        using var accepted = await host.Client.PostAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"\u0063","reason":"x"}}""");

        Assert.Equal(202, (int)accepted.StatusCode);
        using var response = await posting;
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((long)request["id"]!, (long)(await host.Worker.ReadAsync())["params"]!["requestId"]!);
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_cancelled_and_says_so()
    {
        await using var host = await StartAsync(callTimeout: TimeSpan.FromSeconds(20));
        var posting = host.Client.PostAsync(Call);
        await host.Worker.ReadAsync();

        await host.AdvanceUntilAsync(() => host.Calls.Count == 0, TimeSpan.FromSeconds(1));

        using var response = await posting;
        using var events = await TestClient.EventsAsync(response);
        Assert.Equal(-31014, (int)(await TestClient.NextAsync(events))!["error"]!["code"]!);
        Assert.Equal("notifications/cancelled", (string?)(await host.Worker.ReadAsync())["method"]);
        await host.SettleAsync();
    }

    [Fact]
    public async Task The_end_of_a_worker_is_told_with_200()
    {
        await using var host = await StartAsync();
        var posting = host.Client.PostAsync(Call);
        await host.Worker.ReadAsync();

        host.Worker.Pipe.Fail(CallError.WorkerLost("exit 1"));

        using var response = await posting;
        Assert.Equal(200, (int)response.StatusCode);
        var error = (await TestClient.JsonAsync(response))["error"]!;
        Assert.Equal(("worker_lost", "unknown"), ((string?)error["data"]!["reason"], (string?)error["data"]!["outcome"]));
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_call_goes_to_another_worker_when_the_first_has_closed_its_input()
    {
        await using var host = await StartAsync();
        await using var other = new FakeWorker();
        await host.Worker.CloseInputAsync();
        var posting = host.Client.PostAsync(Call);
        await host.UntilAsync(() => host.Pool.Queued == 1);

        host.Pool.Add(await TestWorker.GetReadyAsync(other, pid: 2));
        await other.AnswerAsync(await other.ReadAsync(), "{}");

        using var response = await posting;
        Assert.Equal("c", (string?)(await TestClient.JsonAsync(response))["id"]);
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_full_queue_refuses_with_503()
    {
        await using var host = await StartAsync(new PoolLimits(1, 0, TimeSpan.FromSeconds(10)));
        var first = host.Client.PostAsync(Call);
        var request = await host.Worker.ReadAsync();

        using var refused = await host.Client.PostAsync(Call);

        await AssertNotStartedAsync(refused, "overloaded");
        await host.Worker.AnswerAsync(request, "{}");
        (await first).Dispose();
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_call_waits_for_a_place_and_then_for_a_while()
    {
        await using var host = await StartAsync(new PoolLimits(1, 2, TimeSpan.FromSeconds(10)));
        var first = host.Client.PostAsync(Call);
        var request = await host.Worker.ReadAsync();
        var second = host.Client.PostAsync(Call);
        await host.UntilAsync(() => host.Pool.Queued == 1);

        await host.Worker.AnswerAsync(request, "1");
        var next = await host.Worker.ReadAsync();
        var third = host.Client.PostAsync(Call);
        await host.UntilAsync(() => host.Pool.Queued == 1);
        await host.AdvanceUntilAsync(() => third.IsCompleted, TimeSpan.FromSeconds(1));
        await host.Worker.AnswerAsync(next, "2");

        await AssertNotStartedAsync(await third, "overloaded");
        Assert.Equal(1, (int)(await TestClient.JsonAsync(await first))["result"]!);
        using var events = await TestClient.EventsAsync(await second);
        Assert.Equal(2, (int)(await TestClient.NextAsync(events))!["result"]!);
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_waiting_call_can_be_cancelled()
    {
        await using var host = await StartAsync(new PoolLimits(1, 2, TimeSpan.FromSeconds(10)));
        var first = host.Client.PostAsync(Call.Replace("\"c\"", "1", StringComparison.Ordinal));
        var request = await host.Worker.ReadAsync();
        var second = host.Client.PostAsync(Call);
        await host.UntilAsync(() => host.Pool.Queued == 1);

        (await host.Client.PostAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"c"}}""")).Dispose();

        Assert.Empty(await (await second).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, host.Pool.Queued);
        await host.Worker.AnswerAsync(request, "{}");
        (await first).Dispose();
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_drain_lets_calls_finish_and_refuses_new_ones()
    {
        await using var host = await StartAsync();
        var posting = host.Client.PostAsync(Call);
        var request = await host.Worker.ReadAsync();

        await host.DrainAsync();
        using var refused = await host.Client.PostAsync(Call);
        await AssertNotStartedAsync(refused, "draining");
        using var pong = await host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        Assert.Equal(200, (int)pong.StatusCode);
        Assert.True(pong.Headers.ConnectionClose);
        await host.Worker.AnswerAsync(request, "{}");

        using var response = await posting;
        Assert.Equal("c", (string?)(await TestClient.JsonAsync(response))["id"]);
        await host.SettleAsync();
        Assert.Equal((1, 0), (host.Calls.Answered, host.Calls.Cut));
    }

    [Fact]
    public async Task The_end_of_the_budget_answers_with_an_error_and_counts_a_cut()
    {
        await using var host = await StartAsync();
        var posting = host.Client.PostAsync(Call);
        await host.Worker.ReadAsync();

        await host.DrainAsync();
        await host.AdvanceUntilAsync(() => host.Calls.Count == 0, TimeSpan.FromMilliseconds(100));

        using var response = await posting;
        using var events = await TestClient.EventsAsync(response);
        Assert.Equal("shutdown", (string?)(await TestClient.NextAsync(events))!["error"]!["data"]!["reason"]);
        Assert.Equal(1, host.Calls.Cut);
    }

    [Fact]
    public async Task A_call_that_still_waits_at_the_end_of_the_budget_was_not_started()
    {
        await using var host = await StartAsync(new PoolLimits(1, 2, TimeSpan.FromHours(1)));
        var first = host.Client.PostAsync(Call);
        await host.Worker.ReadAsync();
        var waiting = host.Client.PostAsync(Call);
        await host.UntilAsync(() => host.Pool.Queued == 1);

        await host.DrainAsync();
        await host.AdvanceUntilAsync(() => waiting.IsCompleted, TimeSpan.FromMilliseconds(100));

        await AssertNotStartedAsync(await waiting, "draining");
        (await first).Dispose();
    }

    private static async Task<BridgeHost> StartAsync(PoolLimits? limits = null, TimeSpan? callTimeout = null)
    {
        var host = await BridgeHost.StartAsync(limits: limits, callTimeout: callTimeout);
        await host.Client.InitializeAsync();
        return host;
    }

    private static Task ProgressAsync(BridgeHost host, JsonNode request, int progress) => host.Worker.WriteAsync(
        $$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":{{{progress}}},"progressToken":{{{(long)request["id"]!}}} } }""");

    private static async Task AssertNotStartedAsync(HttpResponseMessage response, string reason)
    {
        Assert.Equal(503, (int)response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
        Assert.NotNull(response.Headers.RetryAfter);
        var error = await TestClient.JsonAsync(response);
        Assert.Equal("c", (string?)error["id"]);
        Assert.Equal((reason, "not_started"), ((string?)error["error"]!["data"]!["reason"], (string?)error["error"]!["data"]!["outcome"]));
    }
}
