using System.Net.Http.Headers;
using System.Text;

namespace Seaworthy.Tests.Run.Bridge.Http;

public sealed class PostEndpointTests : IAsyncLifetime
{
    private BridgeHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await BridgeHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("{", -32700)]
    [InlineData("", -32700)]
    [InlineData("\ufeff{}", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", -32600)]
    [InlineData("""{"id":1,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"tools/list"}""", -32700)]
    public async Task Refuses_what_is_no_message(string body, int code) =>
        await AssertRefusedAsync(400, code, await _host.Client.PostAsync(body));

    [Fact]
    public async Task Names_the_request_it_refuses()
    {
        using var response = await _host.Client.PostAsync("""{"jsonrpc":"1.0","id":"x","method":"ping"}""");

        Assert.Equal("x", (string?)(await TestClient.JsonAsync(response))["id"]);
    }

    [Fact]
    public async Task Refuses_what_is_not_UTF8()
    {
        var request = _host.Client.Post("");
        request.Content = new ByteArrayContent([(byte)'"', 0xff, (byte)'"']);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        await AssertRefusedAsync(400, -32700, await _host.Client.SendAsync(request));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json-patch+json")]
    public async Task Demands_JSON(string contentType)
    {
        var request = _host.Client.Post("{}");
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(contentType);

        await AssertRefusedAsync(415, -32600, await _host.Client.SendAsync(request));
    }

    [Fact]
    public async Task Demands_a_client_that_can_read_the_answer()
    {
        var request = _host.Client.Post("{}");
        request.Headers.Remove("Accept");
        request.Headers.Add("Accept", "text/html");

        await AssertRefusedAsync(406, -32600, await _host.Client.SendAsync(request));
    }

    [Fact]
    public async Task Refuses_a_body_that_is_too_large() =>
        await AssertRefusedAsync(413, -32600, await _host.Client.PostAsync(new string(' ', (1 << 20) + 1)));

    [Fact]
    public async Task Takes_a_body_in_pieces()
    {
        var request = _host.Client.Post("");
        var message = $$"""{"jsonrpc":"2.0","id":"{{new string('x', 500_000)}}","method":"initialize"}""";
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(message)), 1000);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;

        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(500_000, ((string)(await TestClient.JsonAsync(response))["id"]!).Length);
    }

    [Fact]
    public async Task Refuses_a_body_for_which_no_memory_is_left()
    {
        Assert.True(_host.Memory.TryReserve(_host.Memory.Limit - 1000));

        using var response = await _host.Client.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 100_000)}}"}""");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("overloaded", (string?)(await TestClient.JsonAsync(response))["error"]!["data"]!["reason"]);
        _host.Memory.Release(_host.Memory.Limit - 1000);
        await _host.SettleAsync();
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Other_verbs_are_not_part_of_MCP(string verb)
    {
        var request = _host.Client.Post("{}");
        request.Method = new HttpMethod(verb);

        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Contains("POST", response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Strangers_are_turned_away(string header, string value)
    {
        var request = _host.Client.Post("{}");
        request.Headers.Add(header, value);

        await AssertRefusedAsync(403, -32600, await _host.Client.SendAsync(request));
    }

    private static async Task AssertRefusedAsync(int status, int code, HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(code, (int)(await TestClient.JsonAsync(response))["error"]!["code"]!);
        }
    }
}
