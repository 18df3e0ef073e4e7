using Seaworthy.Tests.Run.Bridge.Http;

namespace Seaworthy.Tests.Run.Bridge.Revisions;

public sealed class LegacyFrontTests : IAsyncLifetime
{
    private BridgeHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await BridgeHost.StartAsync();
        await _host.Client.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("ping", "{}")]
    [InlineData("logging/setLevel", """{"level":"warning"}""")]
    public async Task Some_methods_are_answered_here(string method, string parameters)
    {
        using var response = await _host.Client.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"level":"loud"}""")]
    [InlineData("""{"level":"\ud800"}""")]
    public async Task A_log_level_that_is_none_is_refused(string parameters)
    {
        using var response = await _host.Client.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{{parameters}}}""");

        Assert.Equal(-32602, (int)(await TestClient.JsonAsync(response))["error"]!["code"]!);
    }

    [Fact]
    public async Task A_worker_of_2026_is_told_the_log_level_of_the_session_and_its_messages_come_with_the_call()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        await host.Client.InitializeAsync();
        using var set = await host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"warning"}}""");
        var posting = host.Client.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"t"}}""");
        var request = await host.Worker.ReadAsync();
        Assert.Equal("warning", (string?)request["params"]!["_meta"]!["io.modelcontextprotocol/logLevel"]);

        await host.Worker.WriteAsync("""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"error","data":"oh"}}""");
        await host.Worker.AnswerAsync(request, """{"resultType":"complete","content":[]}""");

        using var response = await posting;
        using var events = await TestClient.EventsAsync(response);
        Assert.Equal("oh", (string?)(await TestClient.NextAsync(events))!["params"]!["data"]);
        Assert.Equal(2, (int)(await TestClient.NextAsync(events))!["id"]!);
    }

    [Fact]
    public async Task A_client_that_takes_no_stream_or_set_no_level_has_its_worker_log_nothing()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        await host.Client.InitializeAsync();
        var before = host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"}}""");
        var request = await host.Worker.ReadAsync();
        Assert.Null(request["params"]!["_meta"]!["io.modelcontextprotocol/logLevel"]);
        await host.Worker.AnswerAsync(request, "{}");
        using var first = await before;
        using var set = await host.Client.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"debug"}}""");
        var post = host.Client.Post("""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"t"}}""");
        post.Headers.Remove("Accept");
        post.Headers.Add("Accept", "application/json");

        var posting = host.Client.SendAsync(post);

        request = await host.Worker.ReadAsync();
        Assert.Null(request["params"]!["_meta"]!["io.modelcontextprotocol/logLevel"]);
        await host.Worker.AnswerAsync(request, "{}");
        using var second = await posting;
    }

    [Theory]
    [InlineData("server/discover")]
    [InlineData("subscriptions/listen")]
    public async Task What_only_2026_has_is_not_found(string method)
    {
        using var response = await _host.Client.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(-32601, (int)(await TestClient.JsonAsync(response))["error"]!["code"]!);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{"a":[]}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":5,"result":{}}""")]
    public async Task What_has_no_answer_is_accepted_and_kept_from_the_worker(string message)
    {
        using var accepted = await _host.Client.PostAsync(message);
        Assert.Equal(202, (int)accepted.StatusCode);

        using var passed = await _host.Client.PostAsync("""{"jsonrpc":"2.0","method":"notifications/other"}""");
        Assert.Equal("notifications/other", (string?)(await _host.Worker.ReadAsync())["method"]);
    }

    [Theory]
    [InlineData("2025-11-25", 200)]
    [InlineData("2025-03-26", 200)]
    [InlineData("1999-01-01", 400)]
    [InlineData("nonsense", 400)]
    public async Task An_unknown_revision_is_refused(string revision, int status)
    {
        var request = _host.Client.Post("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        request.Headers.Add("MCP-Protocol-Version", revision);

        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Initialize_is_refused_while_draining()
    {
        await _host.DrainAsync();

        using var response = await _host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.False(response.Headers.Contains("Mcp-Session-Id"));
    }

    [Fact]
    public async Task A_full_worker_keeps_nobody_from_opening_a_session()
    {
        for (var i = 0; i < 64; i++)
            Assert.NotNull(_host.Pool.TryAdmit());
        using var client = new TestClient(_host.Client.Endpoint);

        await client.InitializeAsync();

        Assert.NotNull(client.SessionId);
        for (var i = 0; i < 64; i++)
            _host.Pool.Release(_host.Entry);
    }
}
