using System.Text.Json.Nodes;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Bridge.Http;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Bridge.Affinity;

public sealed class SharedSubscriptionsTests : IAsyncLifetime
{
    private const string File = "file:///a";

    private BridgeHost _host = null!;
    private TestClient _anne = null!;
    private TestClient _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await BridgeHost.StartAsync();
        (_anne, _bob) = (new TestClient(_host.Client.Endpoint), new TestClient(_host.Client.Endpoint));
        await _anne.InitializeAsync();
        await _bob.InitializeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _anne.Dispose();
        _bob.Dispose();
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task The_worker_is_asked_once_however_many_want_to_hear_of_it()
    {
        await SubscribeAsync(_anne, _host.Worker);
        await AssertDoneAsync(AskAsync(_bob, "resources/subscribe"));
        await AssertDoneAsync(AskAsync(_anne, "resources/unsubscribe"));

        var last = AskAsync(_bob, "resources/unsubscribe");

        await AnswerAsync(_host.Worker, "resources/unsubscribe");
        await AssertDoneAsync(last);
        await _host.SettleAsync();
        Assert.Equal(0, _host.Entry.Guests);
    }

    [Fact]
    public async Task Those_who_come_at_the_same_time_ask_once()
    {
        var (first, second) = (AskAsync(_anne, "resources/subscribe"), AskAsync(_bob, "resources/subscribe"));

        await AnswerAsync(_host.Worker, "resources/subscribe");

        await AssertDoneAsync(first);
        await AssertDoneAsync(second);
        Assert.Equal(0, _host.Worker.Pipe.InFlight);
    }

    [Fact]
    public async Task A_refusal_is_the_clients_own_and_the_next_one_asks_again()
    {
        var refused = AskAsync(_anne, "resources/subscribe");
        await _host.Worker.RefuseAsync(await _host.Worker.ReadAsync(), -32002);
        Assert.Equal(-32002, (int)(await refused)["error"]!["code"]!);

        await SubscribeAsync(_bob, _host.Worker);
        Assert.Equal([File], _host.Sessions.Subscriptions);
    }

    [Fact]
    public async Task A_part_of_a_resource_is_another_resource()
    {
        await SubscribeAsync(_anne, _host.Worker);
        await SubscribeAsync(_bob, _host.Worker, File + "/part");

        var unsubscribing = AskAsync(_bob, "resources/unsubscribe", File + "/part");

        Assert.Equal(File + "/part", (string?)(await AnswerAsync(_host.Worker, "resources/unsubscribe"))["params"]!["uri"]);
        await AssertDoneAsync(unsubscribing);
    }

    [Fact]
    public async Task A_session_that_ends_takes_its_own_back()
    {
        await SubscribeAsync(_anne, _host.Worker);

        using var deleted = await _anne.DeleteAsync();

        await AnswerAsync(_host.Worker, "resources/unsubscribe");
        await _host.UntilAsync(() => _host.Entry.Guests == 0);
    }

    [Fact]
    public async Task What_a_dead_worker_told_of_is_taken_again_and_told_as_changed()
    {
        using var response = await _anne.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        await SubscribeAsync(_anne, _host.Worker);

        Die(_host.Entry);
        await using var next = new FakeWorker();
        _host.Pool.Add(await TestWorker.GetReadyAsync(next, pid: 2));

        Assert.Equal(File, (string?)(await AnswerAsync(next, "resources/subscribe"))["params"]!["uri"]);
        var told = (await TestClient.NextAsync(events))!;
        Assert.Equal(("notifications/resources/updated", File), ((string?)told["method"], (string?)told["params"]!["uri"]));
        await AssertDoneAsync(AskAsync(_bob, "resources/subscribe"));
    }

    [Fact]
    public async Task With_another_worker_there_it_is_that_one_that_is_asked()
    {
        await SubscribeAsync(_anne, _host.Worker);
        await using var other = new FakeWorker();
        _host.Pool.Add(await TestWorker.GetReadyAsync(other, pid: 2));

        Die(_host.Entry);

        await AnswerAsync(other, "resources/subscribe");
    }

    [Fact]
    public async Task A_worker_that_leaves_stays_until_another_one_tells_of_it()
    {
        using var response = await _anne.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        await SubscribeAsync(_anne, _host.Worker);
        await using var next = new FakeWorker();
        _host.Pool.Add(await TestWorker.GetReadyAsync(next, pid: 2));

        var idle = _host.Pool.Retire(_host.Entry);

        Assert.False(idle.IsCompleted);
        await AnswerAsync(next, "resources/subscribe");
        var unsubscribing = await _host.Worker.ReadAsync();
        Assert.Equal("resources/unsubscribe", (string?)unsubscribing["method"]);
        Assert.False(idle.IsCompleted);
        await _host.Worker.AnswerAsync(unsubscribing, "{}");
        await _host.UntilAsync(() => idle.IsCompleted);
        // Nothing was missed, so that nothing is told.
        _host.Sessions.MayHaveChanged(File + "/marker");
        Assert.Equal(File + "/marker", (string?)(await TestClient.NextAsync(events))!["params"]!["uri"]);
    }

    [Fact]
    public async Task A_worker_that_says_nothing_for_ten_seconds_holds_up_nobody()
    {
        await SubscribeAsync(_anne, _host.Worker);
        await using var next = new FakeWorker();
        _host.Pool.Add(await TestWorker.GetReadyAsync(next, pid: 2));

        var idle = _host.Pool.Retire(_host.Entry);
        await next.ReadAsync();
        await _host.AdvanceUntilAsync(() => idle.IsCompleted, TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task A_new_worker_that_refuses_is_not_asked_again_and_again()
    {
        await SubscribeAsync(_anne, _host.Worker);
        Die(_host.Entry);
        await using var next = new FakeWorker();
        var entry = await TestWorker.GetReadyAsync(next, pid: 2);
        _host.Pool.Add(entry);
        await next.RefuseAsync(await next.ReadAsync(), -32002);
        await _host.UntilAsync(() => entry.Guests == 1);

        await using var third = new FakeWorker();
        _host.Pool.Add(await TestWorker.GetReadyAsync(third, pid: 3));

        await AssertDoneAsync(AskAsync(_bob, "resources/subscribe"));
        Assert.Equal((0, 0), (next.Pipe.InFlight, third.Pipe.InFlight));
    }

    private void Die(StdioWorker worker)
    {
        _host.Pool.Remove(worker, "exit 1");
        worker.Fail(CallError.WorkerLost("exit 1"));
    }

    private static async Task SubscribeAsync(TestClient client, FakeWorker worker, string uri = File)
    {
        var subscribing = AskAsync(client, "resources/subscribe", uri);
        await AnswerAsync(worker, "resources/subscribe");
        await AssertDoneAsync(subscribing);
    }

    private static async Task<JsonNode> AskAsync(TestClient client, string method, string uri = File)
    {
        using var response = await client.PostAsync($$$"""{"jsonrpc":"2.0","id":7,"method":"{{{method}}}","params":{"uri":"{{{uri}}}"}}""");
        return await TestClient.JsonAsync(response);
    }

    private static async Task<JsonNode> AnswerAsync(FakeWorker worker, string method)
    {
        var request = await worker.ReadAsync();
        Assert.Equal(method, (string?)request["method"]);
        await worker.AnswerAsync(request, "{}");
        return request;
    }

    private static async Task AssertDoneAsync(Task<JsonNode> asking) => Assert.Equal("""{"jsonrpc":"2.0","id":7,"result":{}}""", (await asking).ToJsonString());
}
