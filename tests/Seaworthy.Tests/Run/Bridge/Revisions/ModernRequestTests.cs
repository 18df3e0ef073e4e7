using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Tests.Run.Bridge.Revisions;

public class ModernRequestTests
{
    private const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private readonly HeaderDictionary _headers = new() { ["MCP-Protocol-Version"] = "2026-07-28", ["Mcp-Method"] = "tools/list" };

    [Fact]
    public void Accepts_what_is_in_order() => Assert.Null(Validate("tools/list"));

    [Fact]
    public void Demands_the_revision_header()
    {
        _headers.Remove("MCP-Protocol-Version");
        AssertRefused(-32020, Validate("tools/list"));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28, 2026-07-28")]
    public void Demands_that_header_and_meta_agree(string header)
    {
        _headers["MCP-Protocol-Version"] = header;
        AssertRefused(-32020, Validate("tools/list"));
    }

    [Fact]
    public void Demands_the_revision_in_meta() => AssertRefused(-32602, Validate("tools/list", "{}"));

    [Fact]
    public void Demands_capabilities() =>
        AssertRefused(-32602, Validate("tools/list", """{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]}}"""));

    [Fact]
    public void Tells_which_revisions_are_served()
    {
        _headers["MCP-Protocol-Version"] = "2027-01-01";

        var refusal = Validate("tools/list", """{"_meta":{"io.modelcontextprotocol/protocolVersion":"2027-01-01","io.modelcontextprotocol/clientCapabilities":{}}}""");

        AssertRefused(-32022, refusal);
        var data = JsonNode.Parse(ErrorMessage.Write("1"u8, refusal!).Span)!["error"]!["data"]!;
        Assert.Equal("2027-01-01", (string?)data["requested"]);
        Assert.Contains("2026-07-28", data["supported"]!.AsArray().Select(one => (string?)one));
    }

    [Theory]
    [InlineData("prompts/list")]
    [InlineData("Tools/List")]
    [InlineData("=?base64?dG9vbHMvbGlzdA==?=")]
    public void Demands_the_method(string header)
    {
        _headers["Mcp-Method"] = header;
        AssertRefused(-32020, Validate("tools/list"));
        _headers.Remove("Mcp-Method");
        AssertRefused(-32020, Validate("tools/list"));
    }

    [Theory]
    [InlineData("tools/call", "name")]
    [InlineData("prompts/get", "name")]
    [InlineData("resources/read", "uri")]
    [InlineData("tasks/get", "taskId")]
    [InlineData("tasks/update", "taskId")]
    [InlineData("tasks/cancel", "taskId")]
    public void Demands_the_name(string method, string member)
    {
        _headers["Mcp-Method"] = method;
        var parameters = $$"""{"{{member}}":"a:b",{{Meta}}}""";

        AssertRefused(-32020, Validate(method, parameters));
        _headers["Mcp-Name"] = "other";
        AssertRefused(-32020, Validate(method, parameters));
        _headers["Mcp-Name"] = "a:b";
        Assert.Null(Validate(method, parameters));
    }

    [Theory]
    [InlineData("héllo", "=?base64?aMOpbGxv?=", true)]
    [InlineData(" padded ", "=?base64?IHBhZGRlZCA=?=", true)]
    [InlineData("=?base64?literal?=", "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=", true)]
    [InlineData("", "=?base64??=", true)]
    [InlineData("a", "=?base64?YQ==?=", true)]
    [InlineData("=?base64?YQ==?=", "=?base64?YQ==?=", false)]
    [InlineData("a", "=?BASE64?YQ==?=", false)]
    [InlineData("a", "=?base64?YQ=?=", false)]
    [InlineData("a", "=?base64?!!?=", false)]
    [InlineData("\ufffd", "=?base64?/w==?=", false)]
    [InlineData("=?base64?=", "=?base64?=", true)]
    public void Opens_the_sentinel(string name, string header, bool isAccepted)
    {
        _headers["Mcp-Method"] = "tools/call";
        _headers["Mcp-Name"] = header;

        Assert.Equal(isAccepted, Validate("tools/call", $$"""{"name":"{{name}}",{{Meta}}}""") is null);
    }

    [Theory]
    [InlineData("\"warning\"", true)]
    [InlineData("\"warn\"", false)]
    [InlineData("\"Warning\"", false)]
    [InlineData("null", false)]
    [InlineData("5", false)]
    public void Knows_the_levels_of_logs(string level, bool isAccepted)
    {
        var parameters = $"{{\"_meta\":{{\"io.modelcontextprotocol/logLevel\":{level},{Meta[9..]}}}";

        Assert.Equal(isAccepted ? null : -32602, Validate("tools/list", parameters)?.Code);
    }

    [Fact]
    public void A_header_that_occurs_twice_is_equal_to_nothing()
    {
        _headers["Mcp-Method"] = new(["tools/list", "tools/list"]);
        AssertRefused(-32020, Validate("tools/list"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"name\":5,")]
    public void Leaves_a_missing_name_to_the_worker_unless_a_header_claims_one(string member)
    {
        _headers["Mcp-Method"] = "tools/call";
        Assert.Null(Validate("tools/call", $"{{{member}{Meta}}}"));

        _headers["Mcp-Name"] = "t";
        AssertRefused(-32020, Validate("tools/call", $"{{{member}{Meta}}}"));
    }

    [Theory]
    [InlineData("2026-07-28", true)]
    [InlineData("2025-11-25", false)]
    [InlineData("", false)]
    public void Without_meta_the_header_tells_the_era(string header, bool isModern)
    {
        _headers["MCP-Protocol-Version"] = header;

        Assert.Equal(isModern, McpHeaders.IsModern(_headers, EnvelopeParser.Parse("""{"jsonrpc":"2.0","id":1,"method":"a"}"""u8)));
    }

    private static void AssertRefused(int code, ProtocolError? refusal) => Assert.Equal((400, code), (refusal?.HttpStatus, refusal?.Code));

    private ProtocolError? Validate(string method, string parameters = "{" + Meta + "}")
    {
        var message = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""");
        return ModernRequest.Validate(_headers, message, EnvelopeParser.Parse(message));
    }
}
