using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Tests.Trial.Mcp;

public class CallJudgeTests
{
    private const string Own = """{"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"mark"}]}}""";

    [Theory]
    [InlineData(200, WireEnding.Complete, Own, CallFate.Answered)]
    [InlineData(200, WireEnding.Complete, """{"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"other"}]}}""", CallFate.WrongAnswer)]
    [InlineData(200, WireEnding.Complete, """{"jsonrpc":"2.0","id":8,"result":{"content":[{"type":"text","text":"mark"}]}}""", CallFate.WrongAnswer)]
    [InlineData(200, WireEnding.Complete, """{"jsonrpc":"2.0","id":"7","result":{"content":[{"type":"text","text":"mark"}]}}""", CallFate.WrongAnswer)]
    [InlineData(200, WireEnding.Complete, """{"jsonrpc":"2.0","id":7,"result":{"isError":true,"content":[{"type":"text","text":"mark"}]}}""", CallFate.ToolFailed)]
    [InlineData(200, WireEnding.Complete, """{"jsonrpc":"2.0","id":7,"error":{"code":-32603,"message":"no"}}""", CallFate.ErrorAnswer)]
    [InlineData(404, WireEnding.Complete, """{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"no"}}""", CallFate.ErrorAnswer)]
    [InlineData(503, WireEnding.Complete, """{"jsonrpc":"2.0","id":7,"error":{"code":-31010,"message":"no"}}""", CallFate.TurnedAway)]
    [InlineData(429, WireEnding.EmptyBody, "", CallFate.TurnedAway)]
    [InlineData(503, WireEnding.HalfBody, "{", CallFate.HalfStream)]
    [InlineData(404, WireEnding.Complete, "Not Found", CallFate.WrongStatus)]
    [InlineData(499, WireEnding.EmptyBody, "", CallFate.WrongStatus)]
    [InlineData(200, WireEnding.EmptyBody, "", CallFate.EmptyBody)]
    [InlineData(200, WireEnding.Complete, "nonsense", CallFate.HalfStream)]
    [InlineData(200, WireEnding.HalfBody, """{"jsonrpc":"2.0","id":7,"resu""", CallFate.HalfStream)]
    [InlineData(200, WireEnding.ResetInBody, "", CallFate.Reset)]
    [InlineData(0, WireEnding.ResetBeforeHead, "", CallFate.Reset)]
    [InlineData(0, WireEnding.NoAnswer, "", CallFate.NoAnswer)]
    [InlineData(0, WireEnding.Refused, "", CallFate.Refused)]
    [InlineData(0, WireEnding.NotHttp, "", CallFate.NotHttp)]
    [InlineData(0, WireEnding.TimedOut, "", CallFate.TimedOut)]
    public void Tells_the_fates_of_a_JSON_answer_apart(int status, WireEnding ending, string body, CallFate fate) =>
        Assert.Equal(fate, Judge(status, ending, body, "application/json").Fate);

    [Theory]
    [InlineData("data: " + Own + "\n\n", WireEnding.Complete, CallFate.Answered)]
    [InlineData("event: message\r\ndata: " + Own + "\r\n\r\n", WireEnding.Complete, CallFate.Answered)]
    [InlineData("data: " + Own + "\n\n", WireEnding.ResetInBody, CallFate.Answered)]
    [InlineData("data: " + Own + "\n\ndata: " + Own + "\n\n", WireEnding.Complete, CallFate.Duplicated)]
    [InlineData("data: " + Own + "\n", WireEnding.HalfBody, CallFate.HalfStream)]
    [InlineData(": wait\n\n", WireEnding.Complete, CallFate.HalfStream)]
    [InlineData("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\n", WireEnding.Complete, CallFate.HalfStream)]
    public void Tells_the_fates_of_a_stream_apart(string body, WireEnding ending, CallFate fate) =>
        Assert.Equal(fate, Judge(200, ending, body, "text/event-stream; charset=utf-8").Fate);

    [Theory]
    [InlineData("""{"outcome":"not_started"}""", true)]
    [InlineData("""{"outcome":"unknown"}""", false)]
    [InlineData("\"not_started\"", false)]
    public void An_error_is_safe_only_when_it_says_so(string data, bool safe)
    {
        var record = Judge(200, WireEnding.Complete, $$$"""{"jsonrpc":"2.0","id":7,"error":{"code":-31012,"message":"gone","data":{{{data}}}}}""", "application/json");

        Assert.Equal((safe, -31012, "gone"), (record.IsSafelyRefused, record.ErrorCode, record.Detail));
    }

    private static CallRecord Judge(int status, WireEnding ending, string body, string type)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["content-type"] = type };
        var call = new PreparedCall("tools/call", "{}", "echo", "mark");
        return CallJudge.Judge(new CallRecord(7, "echo", 0, 0, CallFate.TimedOut), new WireAnswer(ending, status, headers, body, 1), call.IsOwn);
    }
}
