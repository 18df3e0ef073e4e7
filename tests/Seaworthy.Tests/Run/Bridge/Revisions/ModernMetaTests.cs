using System.Text;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Tests.Run.Bridge.Revisions;

public class ModernMetaTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","id":"x"}""")]
    [InlineData("""{"id":"x" , "jsonrpc":"2.0","method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"params":{ },"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"name":"t"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"name":"t","_meta":{}}}""")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"_meta\":{\r\n}}}")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1}}}""")]
    public void Supplies_what_is_missing_and_keeps_the_rest(string message)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        Span<Edit> edits = [ModernMeta.Supply(bytes, EnvelopeParser.Parse(bytes), [])];

        var supplied = EnvelopeRewriter.ToArray(bytes, edits);

        var envelope = EnvelopeParser.Parse(supplied);
        Assert.Equal((MessageKind.Request, true, true, "2026-07-28"), (envelope.Kind, envelope.IsModern, envelope.HasClientCapabilities, envelope.Revision));
        var (before, after) = (JsonNode.Parse(message)!.AsObject(), JsonNode.Parse(supplied)!.AsObject());
        foreach (var key in (string[])["protocolVersion", "clientInfo", "clientCapabilities"])
            Assert.True(after["params"]!["_meta"]!.AsObject().Remove($"io.modelcontextprotocol/{key}"));
        if (before["params"] is null)
            before["params"] = new JsonObject();
        if (before["params"]!["_meta"] is null)
            before["params"]!["_meta"] = new JsonObject();
        Assert.True(JsonNode.DeepEquals(before, after));
    }

    [Fact]
    public void Supplies_the_log_level_of_a_session()
    {
        var bytes = """{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1}}}"""u8.ToArray();

        var supplied = EnvelopeRewriter.ToArray(bytes, [ModernMeta.Supply(bytes, EnvelopeParser.Parse(bytes), "\"error\""u8)]);

        Assert.Equal("error", (string?)JsonNode.Parse(supplied)!["params"]!["_meta"]!["io.modelcontextprotocol/logLevel"]);
    }
}
