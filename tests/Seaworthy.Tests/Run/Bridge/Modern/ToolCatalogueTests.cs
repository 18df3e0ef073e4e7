using Seaworthy.Hosting.Envelopes;
using Seaworthy.Tests.Run.Bridge.Http;

namespace Seaworthy.Tests.Run.Bridge.Modern;

public sealed class ToolCatalogueTests
{
    private const string Annotated = """{"name":"t","inputSchema":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}}""";
    private const string Plain = """{"name":"t","inputSchema":{"type":"object","properties":{"region":{"type":"string"}}}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Asks_a_worker_once_page_by_page_and_refuses_what_disagrees(bool isModern)
    {
        await using var host = await BridgeHost.StartAsync(isModern);
        var posting = CallAsync(host, header: "us-east1");
        var first = await host.Worker.ReadAsync();
        Assert.Equal("tools/list", (string?)first["method"]);
        Assert.Equal(isModern, first["params"]!["_meta"] is not null);
        await host.Worker.AnswerAsync(first, """{"tools":[{"name":"u"}],"nextCursor":"two"}""");
        var second = await host.Worker.ReadAsync();
        Assert.Equal("two", (string?)second["params"]!["cursor"]);
        await host.Worker.AnswerAsync(second, $$"""{"tools":[{{Annotated}}]}""");

        await AssertMismatchAsync(await posting);
        await AssertMismatchAsync(await CallAsync(host, header: null));
        var agreed = CallAsync(host, header: "us-west1");
        var call = await host.Worker.ReadAsync();
        Assert.Equal("tools/call", (string?)call["method"]);
        await host.Worker.AnswerAsync(call, "{}");
        Assert.Equal(200, (int)(await agreed).StatusCode);
        await host.SettleAsync();
    }

    [Fact]
    public async Task Asks_again_when_the_tools_have_changed()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        var first = CallAsync(host, null);
        await ListAsync(host, Annotated);
        await AssertMismatchAsync(await first);
        var changed = """{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}"""u8;

        host.Hub.Tell(changed, EnvelopeParser.Parse(changed));

        var second = CallAsync(host, null);
        await ListAsync(host, Plain);
        await AssertForwardedAsync(host, second);
    }

    [Fact]
    public async Task Learns_from_what_clients_are_told()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        var first = CallAsync(host, null);
        await ListAsync(host, Plain);
        await AssertForwardedAsync(host, first);
        var listing = host.Client.PostModernAsync("tools/list");
        await ListAsync(host, Annotated);
        (await listing).Dispose();

        await AssertMismatchAsync(await CallAsync(host, null));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":0,"error":{"code":-32601,"message":"no"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"tools":[{"name":"\ud800"}]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"tools":[5,{"name":5},{"inputSchema":5}]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":5}""")]
    public async Task A_worker_that_cannot_list_its_tools_still_runs_them(string answer)
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        var posting = CallAsync(host, null);
        var request = await host.Worker.ReadAsync();
        await host.Worker.WriteAsync(answer.Replace("\"id\":0", $"\"id\":{(long)request["id"]!}", StringComparison.Ordinal));

        await AssertForwardedAsync(host, posting);
    }

    [Fact]
    public async Task A_call_without_arguments_needs_no_schema()
    {
        await using var host = await BridgeHost.StartAsync(isModern: true);
        var request = host.Client.PostModern("tools/call", "\"name\":\"t\",\"arguments\":{ },");
        request.Headers.Add("Mcp-Name", "t");

        await AssertForwardedAsync(host, host.Client.SendAsync(request));
    }

    private static Task<HttpResponseMessage> CallAsync(BridgeHost host, string? header)
    {
        var request = host.Client.PostModern("tools/call", "\"name\":\"t\",\"arguments\":{\"region\":\"us-west1\"},");
        request.Headers.Add("Mcp-Name", "t");
        if (header is not null)
            request.Headers.Add("Mcp-Param-Region", header);
        return host.Client.SendAsync(request);
    }

    private static async Task ListAsync(BridgeHost host, string tool)
    {
        var request = await host.Worker.ReadAsync();
        Assert.Equal("tools/list", (string?)request["method"]);
        await host.Worker.AnswerAsync(request, $$"""{"resultType":"complete","tools":[{{tool}}]}""");
    }

    private static async Task AssertForwardedAsync(BridgeHost host, Task<HttpResponseMessage> posting)
    {
        var call = await host.Worker.ReadAsync();
        Assert.Equal("tools/call", (string?)call["method"]);
        await host.Worker.AnswerAsync(call, "{}");
        Assert.Equal(200, (int)(await posting).StatusCode);
    }

    private static async Task AssertMismatchAsync(HttpResponseMessage response)
    {
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(-32020, (int)(await TestClient.JsonAsync(response))["error"]!["code"]!);
    }
}
