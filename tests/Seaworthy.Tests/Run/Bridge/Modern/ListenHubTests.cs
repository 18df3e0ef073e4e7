using System.Text.Json.Nodes;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Bridge.Http;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Bridge.Modern;

public sealed class ListenHubTests
{
    private const string Tools = """{"toolsListChanged":true}""";
    private const string File = """{"resourceSubscriptions":["file:///a"]}""";

    [Fact]
    public async Task A_worker_is_asked_once_for_all_that_anybody_wants()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var first = new ListeningClient(host, "1", Tools);
        var one = await host.Worker.ReadAsync();
        Assert.Equal(Tools, one["params"]!["notifications"]!.ToJsonString());
        await AcknowledgeAsync(host.Worker, one);
        Assert.Equal("notifications/subscriptions/acknowledged 1", await first.ShownAsync());

        using var second = new ListeningClient(host, "\"b\"", File);
        var both = await host.Worker.ReadAsync();
        Assert.Equal("""{"toolsListChanged":true,"resourceSubscriptions":["file:///a"]}""", both["params"]!["notifications"]!.ToJsonString());
        await AcknowledgeAsync(host.Worker, both);
        Assert.Equal((long)one["id"]!, (long)(await CancelledAsync(host.Worker))!);

        // What the old subscription still says was said before the new one was acknowledged, or is said again by the new one.
        await ChangeAsync(host.Worker, one, "notifications/tools/list_changed");
        await ChangeAsync(host.Worker, both, "notifications/tools/list_changed");
        await ChangeAsync(host.Worker, both, "notifications/resources/updated", "\"uri\":\"file:///a/part\",");
        var acknowledged = (await second.NextAsync())!["params"]!;
        Assert.Equal(File, acknowledged["notifications"]!.ToJsonString());
        Assert.Equal("notifications/resources/updated \"b\"", await second.ShownAsync());
        Assert.Equal("notifications/tools/list_changed 1", await first.ShownAsync());

        await ChangeAsync(host.Worker, both, "notifications/tools/list_changed");
        Assert.Equal("notifications/tools/list_changed 1", await first.ShownAsync());
    }

    [Fact]
    public async Task The_same_wish_of_another_client_asks_nothing_of_the_worker()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var first = new ListeningClient(host, "1", Tools);
        var request = await host.Worker.ReadAsync();
        await AcknowledgeAsync(host.Worker, request);
        Assert.Equal("notifications/subscriptions/acknowledged 1", await first.ShownAsync());

        using var second = new ListeningClient(host, "1", Tools);
        Assert.Equal("notifications/subscriptions/acknowledged 1", await second.ShownAsync());

        await ChangeAsync(host.Worker, request, "notifications/tools/list_changed");
        Assert.Equal("notifications/tools/list_changed 1", await first.ShownAsync());
        Assert.Equal("notifications/tools/list_changed 1", await second.ShownAsync());
        Assert.Equal(1, host.Worker.Pipe.InFlight);
    }

    [Fact]
    public async Task The_last_one_to_leave_ends_the_workers_subscription()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var client = new ListeningClient(host, "1", Tools);
        var request = await host.Worker.ReadAsync();
        await AcknowledgeAsync(host.Worker, request);
        await client.ShownAsync();

        client.Leave();

        Assert.Equal((long)request["id"]!, await CancelledAsync(host.Worker));
        await host.UntilAsync(() => host.Worker.Pipe.InFlight == 0);
    }

    [Fact]
    public async Task A_client_hears_only_of_what_was_acknowledged()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var client = new ListeningClient(host, "1", """{"toolsListChanged":true,"promptsListChanged":true,"taskIds":null}""");
        var request = await host.Worker.ReadAsync();
        await AcknowledgeAsync(host.Worker, request, Tools);
        Assert.Equal(Tools, (await client.NextAsync())!["params"]!["notifications"]!.ToJsonString());

        await ChangeAsync(host.Worker, request, "notifications/prompts/list_changed");
        await ChangeAsync(host.Worker, request, "notifications/tools/list_changed");

        Assert.Equal("notifications/tools/list_changed 1", await client.ShownAsync());
    }

    [Fact]
    public async Task The_death_of_a_worker_ends_no_stream_and_what_may_have_been_missed_is_told()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var client = new ListeningClient(host, "1", """{"toolsListChanged":true,"resourceSubscriptions":["file:///a"]}""");
        await AcknowledgeAsync(host.Worker, await host.Worker.ReadAsync());
        await client.ShownAsync();
        await host.Client.InitializeAsync();
        using var response = await host.Client.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        using var subscribed = await host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"resources/subscribe","params":{"uri":"file:///a"}}""");

        host.Entry.Fail(CallError.WorkerLost("exit 1"));
        host.Hub.Detach(host.Entry);
        await using var next = new FakeWorker();
        host.Hub.Attach(await TestWorker.GetReadyAsync(next, isModern: true));
        await AcknowledgeAsync(next, await next.ReadAsync());

        Assert.Equal("notifications/tools/list_changed 1", await client.ShownAsync());
        Assert.Equal("notifications/resources/updated", (string?)(await TestClient.NextAsync(events))!["method"]);
        var updated = (await client.NextAsync())!;
        Assert.Equal(("notifications/resources/updated", "file:///a"), ((string?)updated["method"], (string?)updated["params"]!["uri"]));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"resultType":"complete","_meta":{"io.modelcontextprotocol/subscriptionId":ID}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":ID}}""")]
    public async Task A_worker_that_ends_its_subscription_ends_those_of_the_clients(string end)
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var client = new ListeningClient(host, "\"x\"", Tools);
        var request = await host.Worker.ReadAsync();
        await AcknowledgeAsync(host.Worker, request);
        await client.ShownAsync();

        await host.Worker.WriteAsync(end.Replace("ID", request["id"]!.ToJsonString(), StringComparison.Ordinal));

        var last = (await client.NextAsync())!;
        Assert.Equal(("x", "x"), ((string?)last["id"], (string?)last["result"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]));
        Assert.Null(await client.NextAsync());
    }

    [Fact]
    public async Task A_worker_that_refuses_is_quoted()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var client = new ListeningClient(host, "\"x\"", Tools);

        await host.Worker.RefuseAsync(await host.Worker.ReadAsync(), -32601);

        using var response = await client.Response;
        Assert.Equal(404, (int)response.StatusCode);
        var answer = await TestClient.JsonAsync(response);
        Assert.Equal(("x", -32601), ((string?)answer["id"], (int)answer["error"]!["code"]!));
    }

    [Fact]
    public async Task A_worker_that_says_nothing_holds_nobody_up()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var client = new ListeningClient(host, "1", Tools);
        _ = await host.Worker.ReadAsync();

        host.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("{}", (await client.NextAsync())!["params"]!["notifications"]!.ToJsonString());
    }

    [Fact]
    public async Task Changes_of_an_older_worker_reach_those_who_listen()
    {
        await using var host = await BridgeHost.StartAsync(capabilities: """{"tools":{"listChanged":true},"prompts":{}}""");
        using var client = new ListeningClient(host, "1", """{"toolsListChanged":true,"promptsListChanged":true}""");
        Assert.Equal(Tools, (await client.NextAsync())!["params"]!["notifications"]!.ToJsonString());

        Tell(host, """{"jsonrpc":"2.0","method":"notifications/prompts/list_changed"}""");
        Tell(host, """{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{"_meta":{"x":1}}}""");

        Assert.Equal("notifications/tools/list_changed 1", await client.ShownAsync());
    }

    [Fact]
    public async Task Changes_of_a_modern_worker_reach_the_sessions_of_older_clients()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true, capabilities: """{"tools":{"listChanged":true}}""");
        var request = await host.Worker.ReadAsync();
        await AcknowledgeAsync(host.Worker, request);
        await host.Client.InitializeAsync();
        using var response = await host.Client.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        await host.UntilAsync(() => host.Sessions.Count == 1);

        await ChangeAsync(host.Worker, request, "notifications/tools/list_changed");

        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""", (await TestClient.NextAsync(events))!.ToJsonString());
    }

    [Fact]
    public async Task An_older_client_subscribes_to_resources_of_a_modern_worker()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        await host.Client.InitializeAsync();
        using var response = await host.Client.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        const string Uri = """{"jsonrpc":"2.0","id":1,"method":"METHOD","params":{"uri":"file:///a"}}""";

        using (var subscribed = await host.Client.PostAsync(Uri.Replace("METHOD", "resources/subscribe", StringComparison.Ordinal)))
            Assert.Equal("{}", (await TestClient.JsonAsync(subscribed))["result"]!.ToJsonString());

        var request = await host.Worker.ReadAsync();
        Assert.Equal(File, request["params"]!["notifications"]!.ToJsonString());
        await AcknowledgeAsync(host.Worker, request);
        await ChangeAsync(host.Worker, request, "notifications/resources/updated", "\"uri\":\"file:///a\",");
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"file:///a"}}""", (await TestClient.NextAsync(events))!.ToJsonString());

        using (var unsubscribed = await host.Client.PostAsync(Uri.Replace("METHOD", "resources/unsubscribe", StringComparison.Ordinal)))
            Assert.Equal("{}", (await TestClient.JsonAsync(unsubscribed))["result"]!.ToJsonString());
        Assert.Equal((long)request["id"]!, await CancelledAsync(host.Worker));
    }

    [Theory]
    [InlineData("5", 400, -32602)]
    [InlineData("""{"toolsListChanged":1}""", 400, -32602)]
    [InlineData("""{"resourceSubscriptions":[5]}""", 400, -32602)]
    [InlineData("""{"resourceSubscriptions":["\ud800"]}""", 400, -32602)]
    [InlineData("""{"taskIds":["t"]}""", 400, -32021)]
    public async Task What_nobody_can_be_asked_is_refused(string filter, int status, int code)
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        using var client = new ListeningClient(host, "1", filter);

        using var response = await client.Response;

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (int)(await TestClient.JsonAsync(response))["error"]!["code"]!);
    }

    private static void Tell(BridgeHost host, string message)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(message);
        host.Hub.Tell(bytes, EnvelopeParser.Parse(bytes));
    }

    private static Task AcknowledgeAsync(FakeWorker worker, JsonNode request, string? honoured = null) =>
        ChangeAsync(worker, request, "notifications/subscriptions/acknowledged", $"\"notifications\":{honoured ?? request["params"]!["notifications"]!.ToJsonString()},");

    private static Task ChangeAsync(FakeWorker worker, JsonNode request, string method, string members = "") =>
        worker.WriteAsync(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["method"] = method,
            ["params"] = JsonNode.Parse($$$"""{{{{members}}}"_meta":{"io.modelcontextprotocol/subscriptionId":{{{request["id"]!.ToJsonString()}}} } }"""),
        }.ToJsonString());

    private static async Task<long?> CancelledAsync(FakeWorker worker)
    {
        var message = await worker.ReadAsync();
        Assert.Equal("notifications/cancelled", (string?)message["method"]);
        return (long?)message["params"]!["requestId"];
    }
}
