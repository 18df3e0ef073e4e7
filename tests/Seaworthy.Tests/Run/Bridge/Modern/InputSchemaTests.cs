using System.Text.Json;
using Seaworthy.Run.Bridge.Modern;

namespace Seaworthy.Tests.Run.Bridge.Modern;

public class InputSchemaTests
{
    [Fact]
    public void Finds_annotated_properties_by_their_exact_path()
    {
        var found = Read("""
            {"type":"object","properties":{
              "region":{"type":"string","x-mcp-header":"Region"},
              "query":{"type":"string"},
              "where":{"type":"object","properties":{"row":{"type":"integer","x-mcp-header":"Row-Id"},"dry":{"type":"boolean","x-mcp-header":"Dry"}}}}}
            """);

        Assert.Equal(
            ["Mcp-Param-Region params.arguments.region", "Mcp-Param-Row-Id params.arguments.where.row", "Mcp-Param-Dry params.arguments.where.dry"],
            found.Select(one => $"{one.Header} {one.Place}"));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"number","x-mcp-header":"A"}}}""")]
    [InlineData("""{"properties":{"a":{"type":["string","null"],"x-mcp-header":"A"}}}""")]
    [InlineData("""{"properties":{"a":{"x-mcp-header":"A"}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":""}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A B"}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A\r\nB"}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":5}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":"a"}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A"},"b":{"type":"object","x-mcp-header":"B"}}}""")]
    [InlineData("""{"properties":{"list":{"type":"array","items":{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}}}}""")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}]}""")]
    [InlineData("""{"properties":5}""")]
    [InlineData("true")]
    [InlineData("null")]
    public void Finds_nothing_in_a_schema_that_a_client_must_not_use_or_that_has_none(string schema) => Assert.Empty(Read(schema));

    [Fact]
    public void Goes_no_deeper_than_anybody_writes()
    {
        var schema = """{"type":"string","x-mcp-header":"A"}""";
        for (var depth = 0; depth < 60; depth++)
            schema = $"{{\"properties\":{{\"a\":{schema}}}}}";

        Assert.Empty(Read(schema));
    }

    private static IReadOnlyList<HeaderParameter> Read(string schema)
    {
        using var document = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 256 });
        return InputSchema.Read(document.RootElement);
    }
}
