using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

public class AnswerRewriterTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("\"a\\u0062\"")]
    [InlineData("1e5")]
    public void Puts_the_clients_id_back(string id) =>
        Assert.Equal($$$"""{"result": {"a":[1, 2]} ,"jsonrpc":"2.0","id":{{{id}}}}""",
            Rewrite("""{"result": {"a":[1, 2]} ,"jsonrpc":"2.0","id":42}""", AnswerShape.Unchanged, id).Text());

    [Theory]
    [InlineData("""{"code":-32601,"message":"m"}""", -32601)]
    [InlineData("""{"message":"code","data":{"code":5},"code":-1}""", -1)]
    [InlineData("""{"code":"x"}""", -1)]
    [InlineData("""{"code":0}""", -1)]
    [InlineData("""{"code":1.5}""", -1)]
    [InlineData("{}", -1)]
    [InlineData("\"text\"", -1)]
    [InlineData("5", -1)]
    public void Reads_the_code_of_an_error(string error, int code)
    {
        var mail = Rewrite($$$"""{"jsonrpc":"2.0","id":42,"error":{{{error}}}}""", AnswerShape.Cacheable);

        Assert.Equal(code, mail.ErrorCode);
        Assert.Equal($$$"""{"jsonrpc":"2.0","id":1,"error":{{{error}}}}""", mail.Text());
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"resultType":"complete","a":1}""")]
    [InlineData("{}", """{"resultType":"complete"}""")]
    [InlineData("{ }", """{"resultType":"complete" }""")]
    [InlineData("""{"resultType":"complete"}""", """{"resultType":"complete"}""")]
    [InlineData("""{"result\u0054ype":"input_required"}""", """{"result\u0054ype":"input_required"}""")]
    [InlineData("""{"a":{"resultType":"complete"}}""", """{"resultType":"complete","a":{"resultType":"complete"}}""")]
    [InlineData("null", "null")]
    [InlineData("[1]", "[1]")]
    [InlineData("\"s\"", "\"s\"")]
    public void Adds_the_type_where_it_is_missing(string result, string expected) =>
        Assert.Equal(expected, Result(result, AnswerShape.Complete));

    [Theory]
    [InlineData("{}", """{"resultType":"complete","ttlMs":0,"cacheScope":"private"}""")]
    [InlineData("""{"tools":[]}""", """{"resultType":"complete","ttlMs":0,"cacheScope":"private","tools":[]}""")]
    [InlineData("""{"ttlMs":5}""", """{"resultType":"complete","cacheScope":"private","ttlMs":5}""")]
    [InlineData("""{"cacheScope":"public","ttlMs":5}""", """{"resultType":"complete","cacheScope":"public","ttlMs":5}""")]
    [InlineData("""{"resultType":"complete"}""", """{"ttlMs":0,"cacheScope":"private","resultType":"complete"}""")]
    [InlineData("""{"resultType":"input_required","inputRequests":{}}""", """{"resultType":"input_required","inputRequests":{}}""")]
    public void Adds_the_caching_of_complete_results_only(string result, string expected) =>
        Assert.Equal(expected, Result(result, AnswerShape.Cacheable));

    [Fact]
    public void Leaves_a_result_alone_that_needs_nothing() => Assert.Equal(("{}", "{}"), (Result("{}", AnswerShape.Unchanged), Result("{}", AnswerShape.Modern)));

    [Fact]
    public void Takes_an_answer_as_deep_as_the_parser_does()
    {
        var deep = $$$"""{"x":{{{new string('[', 250)}}}{{{new string(']', 250)}}}}""";

        Assert.Equal($"{{\"resultType\":\"complete\",{deep[1..]}", Result(deep, AnswerShape.Complete));
    }

    [Theory]
    [InlineData(nameof(AnswerShape.Unchanged), -32002, -32002)]
    [InlineData(nameof(AnswerShape.Modern), -32002, -32602)]
    [InlineData(nameof(AnswerShape.Complete), -32002, -32602)]
    [InlineData(nameof(AnswerShape.Cacheable), -32042, -32603)]
    [InlineData(nameof(AnswerShape.Modern), -32603, -32603)]
    public void Replaces_the_codes_that_the_clients_revision_forbids(string shape, int code, int allowed)
    {
        var mail = Rewrite($$$"""{"jsonrpc":"2.0","id":42,"error":{"message":"m","code": {{{code}}},"data":1}}""", Enum.Parse<AnswerShape>(shape));

        Assert.Equal(allowed, mail.ErrorCode);
        Assert.Equal($$$"""{"jsonrpc":"2.0","id":1,"error":{"message":"m","code": {{{allowed}}},"data":1}}""", mail.Text());
    }

    private static string Result(string result, AnswerShape shape)
    {
        var mail = Rewrite($$$"""{"jsonrpc":"2.0","id":42,"result":{{{result}}}}""", shape);
        Assert.Equal(0, mail.ErrorCode);
        Assert.True(mail.IsFinal);
        return mail.Text()["""{"jsonrpc":"2.0","id":1,"result":""".Length..^1];
    }

    private static Mail Rewrite(string line, AnswerShape shape, string id = "1")
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        using var mailbox = new Mailbox(Room.Plenty, new FakeTimeProvider(), Timeout.InfiniteTimeSpan);
        return AnswerRewriter.Rewrite(bytes, EnvelopeParser.Parse(bytes), new WorkerCall(42, Methods.ToolsList, Encoding.UTF8.GetBytes(id), [], shape, mailbox));
    }
}
