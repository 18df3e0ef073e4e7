using System.Text.Json;
using Seaworthy.Trial.Calls;

namespace Seaworthy.Tests.Trial.Calls;

public class ToolChoiceTests
{
    [Theory]
    [InlineData("""{"readOnlyHint":false}""")]
    [InlineData("""{"destructiveHint":false,"idempotentHint":true}""")]
    [InlineData("""{"readOnlyHint":"true"}""")]
    [InlineData("""{"readOnlyHint":true,"openWorldHint":true}""")]
    public void A_tool_that_is_not_marked_read_only_or_reaches_out_is_never_chosen(string annotations)
    {
        var tools = Read("""{"name":"t","annotations":""" + annotations + ""","inputSchema":{"type":"object","properties":{"ms":{"type":"integer"}}}}""", """{"name":"bare"}""");

        Assert.Empty(ToolChoice.ForLoad(tools));
        Assert.Empty(ToolChoice.ForLength(tools));
    }

    [Fact]
    public void The_tool_with_a_text_that_comes_back_is_tried_first()
    {
        var tools = Read(
            """{"name":"count","annotations":{"readOnlyHint":true}}""",
            """{"name":"echo","annotations":{"readOnlyHint":true},"inputSchema":{"type":"object","required":["message"],"properties":{"message":{"type":"string"}}}}""");

        Assert.Equal([new CallTemplate("echo", """{"message":"{text}"}"""), new CallTemplate("count", "{}")], ToolChoice.ForLoad(tools));
    }

    [Theory]
    [InlineData("""{"a":{"type":"integer","minimum":5}}""", """{"a":5}""")]
    [InlineData("""{"a":{"type":"string","enum":["x","y"]}}""", """{"a":"x"}""")]
    [InlineData("""{"a":{"type":"object","default":{"b":1}}}""", """{"a":{"b":1}}""")]
    [InlineData("""{"a":{"type":"boolean"}}""", """{"a":false}""")]
    [InlineData("""{"a":{"const":3}}""", """{"a":3}""")]
    public void Arguments_follow_the_schema(string properties, string arguments) =>
        Assert.Equal(arguments, Assert.Single(ToolChoice.ForLoad(Read(ReadOnly(properties)))).Arguments);

    [Theory]
    [InlineData("""{"a":{"type":"string","format":"uri"}}""")]
    [InlineData("""{"a":{"type":"string","pattern":"^x$"}}""")]
    [InlineData("""{"a":{"type":"array"}}""")]
    [InlineData("""{"a":true}""")]
    public void A_tool_whose_arguments_cannot_be_thought_of_is_left_out(string properties) =>
        Assert.Empty(ToolChoice.ForLoad(Read(ReadOnly(properties))));

    [Theory]
    [InlineData("""{"ms":{"type":"integer"}}""", """{"ms":{ms}}""")]
    [InlineData("""{"a":{"type":"string"},"durationMs":{"type":"number"}}""", """{"a":"{text}","durationMs":{ms}}""")]
    [InlineData("""{"seconds":{"type":"number"}}""", """{"seconds":{seconds}}""")]
    [InlineData("""{"seconds":{"type":"integer"}}""", """{"seconds":{whole-seconds}}""")]
    [InlineData("""{"duration":{"type":"number","description":"Duration of the operation in seconds"}}""", """{"duration":{seconds}}""")]
    [InlineData("""{"delay":{"type":"number"}}""", """{"delay":{seconds}}""", """{"delay":{ms}}""")]
    [InlineData("""{"limit":{"type":"number"}}""")]
    public void A_time_is_known_by_its_name(string properties, params string[] arguments) =>
        Assert.Equal(arguments, ToolChoice.ForLength(Read(ReadOnly(properties))).Select(template => template.Arguments));

    private static string ReadOnly(string properties)
    {
        using var document = JsonDocument.Parse(properties);
        var names = string.Join(',', document.RootElement.EnumerateObject().Select(property => $"\"{property.Name}\""));
        return $$$"""{"name":"t","annotations":{"readOnlyHint":true},"inputSchema":{"type":"object","required":[{{{names}}}],"properties":{{{properties}}}}}""";
    }

    private static IReadOnlyList<ToolDescription> Read(params string[] tools)
    {
        using var document = JsonDocument.Parse($$"""{"tools":[{{string.Join(',', tools)}}]}""");
        return ToolDescription.ReadAll(document.RootElement.Clone());
    }
}
