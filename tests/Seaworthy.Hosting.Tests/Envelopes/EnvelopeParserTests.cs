using System.Text;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Hosting.Tests.Envelopes;

public class EnvelopeParserTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", nameof(MessageKind.Request))]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", nameof(MessageKind.Notification))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", nameof(MessageKind.Response))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""", nameof(MessageKind.Response))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":""}}""", nameof(MessageKind.Response))]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-1,"message":""}}""", nameof(MessageKind.Response))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"error":null}""", nameof(MessageKind.Response))]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", nameof(MessageKind.Batch))]
    [InlineData("[]", nameof(MessageKind.Batch))]
    public void Tells_the_kind_by_the_members(string message, string kind) => Assert.Equal(kind, Parse(message).Kind.ToString());

    [Theory]
    [InlineData("1")]
    [InlineData("-7")]
    [InlineData("1e5")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\"")]
    [InlineData("\"a\"")]
    [InlineData("\"\\u0061\\\"\\n\"")]
    [InlineData("\"}],\\\"id\\\":2\"")]
    [InlineData("\"\\ud83d\\ude00\"")]
    public void Keeps_the_id_as_it_was_written(string id)
    {
        var message = $$"""{"jsonrpc":"2.0", "id" : {{id}} ,"method":"ping"}""";

        Assert.Equal(id, Text(message, Parse(message).Id));
    }

    [Fact]
    public void Takes_an_id_of_any_length()
    {
        var id = $"\"{new string('x', 1_000_000)}\"";

        Assert.Equal(id.Length, Parse($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""").Id.Length);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Refuses_an_id_of_another_type(string id)
    {
        var envelope = Parse($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""");

        Assert.Equal(MessageKind.Invalid, envelope.Kind);
        Assert.Contains("'id'", envelope.Fault, StringComparison.Ordinal);
        Assert.False(envelope.IsParseError);
        Assert.False(envelope.Id.IsPresent);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","id":2}""", "'id'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","\u0069d":2}""", "'id'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","method":"b"}""", "'method'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{},"params":{}}""", "'params'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"result":{}}""", "'result'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{},"error":{}}""", "'error'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"name":"a","name":"b"}}""", "'params.name'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"uri":"a","uri":"b"}}""", "'params.uri'")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","params":{"requestId":1,"requestId":2}}""", "'params.requestId'")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","params":{"progressToken":1,"progressToken":2}}""", "'params.progressToken'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{},"_meta":{}}}""", "'params._meta'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1,"progressToken":2}}}""", "'params._meta.progressToken'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"a","io.modelcontextprotocol/protocolVersion":"b"}}}""", "occurs twice")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"io.modelcontextprotocol/clientCapabilities":1,"io.modelcontextprotocol/clientCapabilities":{}}}}""", "occurs twice")]
    public void Refuses_a_member_that_occurs_twice(string message, string named)
    {
        var envelope = Parse(message);

        Assert.Equal(MessageKind.Invalid, envelope.Kind);
        Assert.Contains(named, envelope.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","ID":2}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","I\u0064":2}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","Method":"b"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","PARAMS":{"_meta":{"progressToken":7}}}""")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"param\u017f\":{}}")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_Meta":{"progressToken":7}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"name":"a","Name":"b"}}""")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"_meta\":{\"progre\u017fsToken\":7}}}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"_meta\":{\"progressTo\u212aen\":7}}}")]
    public void Refuses_a_name_that_a_worker_without_regard_to_case_would_take_for_another(string message)
    {
        var envelope = Parse(message);

        Assert.Equal(MessageKind.Invalid, envelope.Kind);
        Assert.Contains("differs only in case", envelope.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Passes_members_it_does_not_know()
    {
        var envelope = Parse("""{"trace":{"id":9},"jsonrpc":"2.0","id":1,"method":"a","x":[1,{"method":"b"}],"params":{"arguments":{"ID":1,"Name":2}}}""");

        Assert.Equal(MessageKind.Request, envelope.Kind);
        Assert.Equal("a", envelope.Method);
    }

    [Fact]
    public void Is_not_fooled_by_look_alikes_inside_of_values()
    {
        const string Message = """{"params":{"name":"t","arguments":{"id":5,"_meta":{"progressToken":6},"s":"\"id\":7"},"id":8},"method":"tools/call","jsonrpc":"2.0","id":"me"}""";

        var envelope = Parse(Message);

        Assert.Equal(MessageKind.Request, envelope.Kind);
        Assert.Equal("\"me\"", Text(Message, envelope.Id));
        Assert.False(envelope.ProgressToken.IsPresent);
        Assert.False(envelope.Meta.IsPresent);
        Assert.Equal("\"t\"", Text(Message, envelope.Name));
    }

    [Fact]
    public void Knows_escaped_member_names()
    {
        const string Message = """{"\u006asonrpc":"2.0","\u0069d":1,"\u006dethod":"tools\/call","p\u0061rams":{"_m\u0065ta":{"progress\u0054oken":"p"}}}""";

        var envelope = Parse(Message);

        Assert.Equal(MessageKind.Request, envelope.Kind);
        Assert.Equal("tools/call", envelope.Method);
        Assert.Equal("\"p\"", Text(Message, envelope.ProgressToken));
    }

    [Fact]
    public void Finds_every_slice()
    {
        const string Message = """{"jsonrpc":"2.0","id":1,"method":"resources/read","params": {"uri":"a:b","name":"n","_meta": {"progressToken":"p","io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/subscriptionId":"s"} } }""";

        var envelope = Parse(Message);

        Assert.Equal("\"a:b\"", Text(Message, envelope.Uri));
        Assert.Equal("\"n\"", Text(Message, envelope.Name));
        Assert.Equal("\"p\"", Text(Message, envelope.ProgressToken));
        Assert.Equal("\"s\"", Text(Message, envelope.SubscriptionId));
        Assert.StartsWith("{\"uri\"", Text(Message, envelope.Params), StringComparison.Ordinal);
        Assert.EndsWith("} }", Text(Message, envelope.Params), StringComparison.Ordinal);
        Assert.StartsWith("{\"progressToken\"", Text(Message, envelope.Meta), StringComparison.Ordinal);
        Assert.Equal("2026-07-28", envelope.Revision);
        Assert.True(envelope.IsModern);
        Assert.True(envelope.HasClientCapabilities);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Takes_only_strings_and_numbers_for_a_progress_token(string token) =>
        Assert.False(Parse($$$"""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":{{{token}}} } } }""").ProgressToken.IsPresent);

    [Theory]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":5}}""", "", true)]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":"x"},"protocolVersion":"y"}""", "x", true)]
    [InlineData("""{"protocolVersion":"2025-06-18"}""", "2025-06-18", false)]
    [InlineData("""{"protocolVersion":5}""", null, false)]
    [InlineData("{}", null, false)]
    public void Lets_meta_decide_the_era(string parameters, string? revision, bool isModern)
    {
        var envelope = Parse($$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{parameters}}}""");

        Assert.Equal(revision, envelope.Revision);
        Assert.Equal(isModern, envelope.IsModern);
    }

    [Fact]
    public void Takes_the_token_of_a_progress_notification_from_its_params()
    {
        const string Message = """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":3,"_meta":{"progressToken":4}}}""";

        Assert.Equal("3", Text(Message, Parse(Message).ProgressToken));
    }

    [Theory]
    [InlineData("""{"id":1,"method":"a"}""", "jsonrpc")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"a"}""", "jsonrpc")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"a"}""", "jsonrpc")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "neither a request")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","result":{}}""", "neither a request")]
    [InlineData("""{"jsonrpc":"2.0","result":{}}""", "neither a request")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"error":{}}""", "both")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":5}""", "'method'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":[1]}""", "'params'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":null}""", "'params'")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":5}}""", "'params._meta'")]
    [InlineData("{}", "jsonrpc")]
    [InlineData("5", "object")]
    [InlineData("\"text\"", "object")]
    [InlineData("null", "object")]
    public void Says_what_is_wrong_with_what_is_JSON_but_no_message(string message, string fault)
    {
        var envelope = Parse(message);

        Assert.Equal(MessageKind.Invalid, envelope.Kind);
        Assert.False(envelope.IsParseError);
        Assert.Contains(fault, envelope.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("listening on port 3000")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a"} x""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a"}{}""")]
    [InlineData("[1] 2")]
    [InlineData("""{"jsonrpc":"2.0","id":01,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a",}""")]
    [InlineData("""{"jsonrpc":"2.0",/**/"id":1,"method":"a"}""")]
    [InlineData("\ufeff{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\"}")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"name":"\ud800"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"uri":"\udc00"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","params":{"requestId":"\ud800"}}""")]
    public void Refuses_what_is_not_JSON(string message)
    {
        var envelope = Parse(message);

        Assert.Equal(MessageKind.Invalid, envelope.Kind);
        Assert.True(envelope.IsParseError);
        Assert.NotNull(envelope.Fault);
    }

    [Fact]
    public void Lets_half_a_surrogate_pass_where_nobody_reads_it() =>
        Assert.Equal(MessageKind.Request, Parse("""{"jsonrpc":"2.0","id":1,"method":"a","params":{"arguments":{"\ud800":"\ud800"}}}""").Kind);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Refuses_what_is_too_deep(int beyond, bool refused)
    {
        // The message and its params are two levels.
        var levels = EnvelopeParser.MaxDepth - 2 + beyond;
        var message = $$$"""{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":{{{new string('[', levels)}}}{{{new string(']', levels)}}}}}""";

        Assert.Equal(refused, Parse(message).IsParseError);
    }

    [Fact]
    public void Survives_a_megabyte_of_brackets() => Assert.True(Parse(new string('[', 1_000_000)).IsParseError);

    private static Envelope Parse(string message) => EnvelopeParser.Parse(Encoding.UTF8.GetBytes(message));

    private static string Text(string message, Slice slice) => Encoding.UTF8.GetString(slice.Of(Encoding.UTF8.GetBytes(message)));
}
