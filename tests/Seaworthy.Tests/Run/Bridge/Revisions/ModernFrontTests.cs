using Seaworthy.Tests.Run.Bridge.Http;

namespace Seaworthy.Tests.Run.Bridge.Revisions;

public class ModernFrontTests
{
    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("resources/subscribe")]
    [InlineData("resources/unsubscribe")]
    public async Task Older_methods_are_not_found(string method)
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);

        await AssertErrorAsync(404, -32601, await host.Client.PostModernAsync(method));
    }

    [Theory]
    [InlineData(-32601, 404)]
    [InlineData(-32021, 400)]
    [InlineData(-32602, 200)]
    [InlineData(-32603, 200)]
    public async Task Some_errors_of_the_worker_have_a_status(int code, int status)
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        var posting = host.Client.PostModernAsync("x/y");

        await host.Worker.RefuseAsync(await host.Worker.ReadAsync(), code);

        await AssertErrorAsync(status, code, await posting);
    }

    [Fact]
    public async Task Before_2026_every_answer_was_200()
    {
        await using var host = await BridgeHost.StartAsync();
        await host.Client.InitializeAsync();
        var posting = host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"x/y"}""");

        await host.Worker.RefuseAsync(await host.Worker.ReadAsync(), -32601);

        await AssertErrorAsync(200, -32601, await posting);
    }

    [Fact]
    public async Task Notifications_are_accepted_and_change_nothing()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        var message = host.Client.Post("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        message.Headers.Add("MCP-Protocol-Version", "2026-07-28");

        using var response = await host.Client.SendAsync(message);

        Assert.Equal(202, (int)response.StatusCode);
    }

    [Fact]
    public async Task Discovery_is_answered_also_while_draining()
    {
        await using var host = await BridgeHost.StartAsync();
        await host.DrainAsync();

        using var response = await host.Client.PostModernAsync("server/discover");

        var answer = await TestClient.JsonAsync(response);
        Assert.Equal("test", (string?)answer["result"]!["_meta"]!["io.modelcontextprotocol/serverInfo"]!["name"]);
    }

    [Fact]
    public async Task An_older_worker_gets_a_translation()
    {
        await using var host = await BridgeHost.StartAsync();
        var posting = host.Client.PostModernAsync("tools/list");

        await host.Worker.AnswerAsync(await host.Worker.ReadAsync(), """{"tools":[]}""");

        using var response = await posting;
        var result = (await TestClient.JsonAsync(response))["result"]!;
        Assert.Equal(("complete", 0, "private"), ((string?)result["resultType"], (int)result["ttlMs"]!, (string?)result["cacheScope"]));
    }

    [Fact]
    public async Task An_older_client_is_given_what_a_modern_worker_demands()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        await host.Client.InitializeAsync();
        var posting = host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");

        var request = await host.Worker.ReadAsync();

        Assert.Equal("2026-07-28", (string?)request["params"]!["_meta"]!["io.modelcontextprotocol/protocolVersion"]);
        await host.Worker.AnswerAsync(request, "{}");
        (await posting).Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_drain_ends_subscriptions_with_their_result(bool isModernWorker)
    {
        await using var host = await BridgeHost.StartAsync(isModernWorker);
        var posting = host.Client.PostModernAsync("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},", "\"sub\"");
        if (isModernWorker)
        {
            var request = await host.Worker.ReadAsync();
            await host.Worker.WriteAsync($$$"""{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":{{{(long)request["id"]!}}} },"notifications":{"toolsListChanged":true} } }""");
        }
        using var response = await posting;
        using var events = await TestClient.EventsAsync(response);
        var acknowledged = (await TestClient.NextAsync(events))!;
        Assert.Equal("sub", (string?)acknowledged["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]);
        Assert.Equal((0, 0), (host.Calls.Count, host.Entry.Load));

        await host.DrainAsync();

        var last = (await TestClient.NextAsync(events))!;
        Assert.Equal(("sub", "complete"), ((string?)last["id"], (string?)last["result"]!["resultType"]));
        Assert.Null(await TestClient.NextAsync(events));
    }

    [Theory]
    [InlineData("tasks/get")]
    [InlineData("tasks/update")]
    [InlineData("tasks/cancel")]
    public async Task Tasks_of_an_older_worker_are_not_those_of_2026(string method)
    {
        await using var host = await BridgeHost.StartAsync(capabilities: """{"tools":{},"tasks":{"list":{}}}""");

        await AssertErrorAsync(404, -32601, await host.Client.PostModernAsync(method));

        using var discovered = await host.Client.PostModernAsync("server/discover");
        Assert.Equal("""{"tools":{}}""", (await TestClient.JsonAsync(discovered))["result"]!["capabilities"]!.ToJsonString());
    }

    [Fact]
    public async Task Discovery_names_every_revision_that_is_served()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);

        using var response = await host.Client.PostModernAsync("server/discover");

        var result = (await TestClient.JsonAsync(response))["result"]!;
        Assert.Equal(["2026-07-28", "2025-11-25", "2025-06-18"], result["supportedVersions"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(("complete", 0), ((string?)result["resultType"], (int)result["ttlMs"]!));
    }

    [Fact]
    public async Task Input_required_and_its_retry_pass_as_they_are()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        var asking = host.Client.PostModernAsync("prompts/list");
        const string Required = """{"resultType":"input_required","requestState":"sealed","inputRequests":{"q":{"method":"elicitation/create","params":{}}}}""";
        await host.Worker.AnswerAsync(await host.Worker.ReadAsync(), Required);
        using var asked = await asking;
        Assert.Equal(Required, (await TestClient.JsonAsync(asked))["result"]!.ToJsonString());

        var answering = host.Client.PostModernAsync("prompts/list", "\"requestState\":\"sealed\",\"inputResponses\":{\"q\":{\"action\":\"accept\"}},", "2");

        var retry = await host.Worker.ReadAsync();
        Assert.Equal(("sealed", "accept"), ((string?)retry["params"]!["requestState"], (string?)retry["params"]!["inputResponses"]!["q"]!["action"]));
        await host.Worker.AnswerAsync(retry, "{}");
        (await answering).Dispose();
    }

    private static async Task AssertErrorAsync(int status, int code, HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(code, (int)(await TestClient.JsonAsync(response))["error"]!["code"]!);
        }
    }
}
