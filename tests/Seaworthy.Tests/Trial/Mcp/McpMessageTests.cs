using System.Text.Json;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Tests.Trial.Mcp;

public class McpMessageTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"echo","arguments":{}}""")]
    public void A_stateless_request_says_everything(string parameters)
    {
        using var document = JsonDocument.Parse(McpMessage.Request(3, "tools/call", parameters, stateless: true));

        var meta = document.RootElement.GetProperty("params").GetProperty("_meta");
        Assert.Equal("2026-07-28", meta.GetProperty("io.modelcontextprotocol/protocolVersion").GetString());
        Assert.Equal(JsonValueKind.Object, meta.GetProperty("io.modelcontextprotocol/clientCapabilities").ValueKind);
        Assert.Equal(parameters != "{}", document.RootElement.GetProperty("params").TryGetProperty("name", out _));
    }

    [Fact]
    public void A_request_of_a_session_says_nothing_more()
    {
        using var document = JsonDocument.Parse(McpMessage.Request(3, "tools/list", "{}", stateless: false));

        Assert.Equal("{}", document.RootElement.GetProperty("params").GetRawText());
        Assert.Equal(3, document.RootElement.GetProperty("id").GetInt32());
    }

    [Fact]
    public void No_id_is_used_twice() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).AsParallel().Select(_ => McpMessage.FreshId()).Distinct().Count());
}
