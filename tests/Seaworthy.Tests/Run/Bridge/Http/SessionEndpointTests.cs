using System.Text;

namespace Seaworthy.Tests.Run.Bridge.Http;

public sealed class SessionEndpointTests : IAsyncLifetime
{
    private static readonly byte[] Changed = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");

    private BridgeHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await BridgeHost.StartAsync();
        await _host.Client.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Streams_what_belongs_to_no_call()
    {
        using var response = await _host.Client.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        Assert.Equal("id: 0-0", await ReadLineAsync(events));
        Assert.Equal("retry: 1000", await ReadLineAsync(events));
        Assert.Equal("data:", await ReadLineAsync(events));

        _host.Sessions.Broadcast(Changed);

        Assert.Equal("notifications/tools/list_changed", (string?)(await TestClient.NextAsync(events))!["method"]);
    }

    [Fact]
    public async Task Keeps_an_idle_stream_alive()
    {
        using var response = await _host.Client.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        while (await ReadLineAsync(events) is not "")
        {
        }

        var line = ReadLineAsync(events);
        await _host.AdvanceUntilAsync(() => line.IsCompleted, TimeSpan.FromSeconds(1));

        Assert.Equal(": keep-alive", await line);
    }

    [Fact]
    public async Task A_stream_that_is_opened_again_ends_the_one_before()
    {
        using var first = await _host.Client.GetAsync();
        using var before = await TestClient.EventsAsync(first);
        using var second = await _host.Client.GetAsync();
        using var after = await TestClient.EventsAsync(second);

        Assert.Null(await TestClient.NextAsync(before));
        _host.Sessions.Broadcast(Changed);
        Assert.NotNull(await TestClient.NextAsync(after));
    }

    [Fact]
    public async Task A_drain_ends_the_stream_and_says_when_to_come_back()
    {
        using var response = await _host.Client.GetAsync();
        using var events = await TestClient.EventsAsync(response);

        await _host.DrainAsync();

        Assert.Matches("^id: 0-0\nretry: 1000\ndata:\n\nretry: [0-9]+\n\n$", await events.ReadToEndAsync(TestContext.Current.CancellationToken));
        using var again = await _host.Client.GetAsync();
        using var ended = await TestClient.EventsAsync(again);
        Assert.Null(await TestClient.NextAsync(ended));
    }

    [Fact]
    public async Task Deletion_ends_stream_and_calls_and_stays()
    {
        using var response = await _host.Client.GetAsync();
        using var events = await TestClient.EventsAsync(response);
        var posting = _host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        await _host.Worker.ReadAsync();

        using var deleted = await _host.Client.DeleteAsync();

        Assert.Equal(204, (int)deleted.StatusCode);
        Assert.Null(await TestClient.NextAsync(events));
        Assert.Empty(await (await posting).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("notifications/cancelled", (string?)(await _host.Worker.ReadAsync())["method"]);
        await AssertStatusAsync(404, _host.Client.GetAsync());
        await AssertStatusAsync(404, _host.Client.DeleteAsync());
        await AssertStatusAsync(404, _host.Client.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}"""));
        await _host.SettleAsync();
    }

    [Fact]
    public async Task Tells_what_is_wrong_with_a_session()
    {
        using var stranger = new TestClient(_host.Client.Endpoint);
        await AssertStatusAsync(400, stranger.GetAsync());
        await AssertStatusAsync(400, stranger.DeleteAsync());
        await AssertStatusAsync(400, stranger.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}"""));

        var unknown = new HttpRequestMessage(HttpMethod.Get, _host.Client.Endpoint);
        unknown.Headers.Add("Mcp-Session-Id", "unknown");
        unknown.Headers.Add("Accept", "text/event-stream");
        await AssertStatusAsync(404, stranger.SendAsync(unknown));
    }

    [Fact]
    public async Task Demands_a_client_that_takes_streams()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _host.Client.Endpoint);
        request.Headers.Add("Accept", "application/json");

        await AssertStatusAsync(406, _host.Client.SendAsync(request));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Since_2026_there_is_only_POST(string verb)
    {
        var request = new HttpRequestMessage(new HttpMethod(verb), _host.Client.Endpoint);
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");

        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_client_that_is_gone_leaves_no_stream_behind()
    {
        Assert.True(_host.Sessions.TryGet(_host.Client.SessionId!, out var session));
        using (await _host.Client.GetAsync())
            Assert.True(session.IsInUse);

        await _host.UntilAsync(() => !session.IsInUse);
    }

    private static async Task AssertStatusAsync(int status, Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        Assert.Equal(status, (int)response.StatusCode);
    }

    private static async Task<string?> ReadLineAsync(StreamReader events) => await events.ReadLineAsync(TestContext.Current.CancellationToken);
}
