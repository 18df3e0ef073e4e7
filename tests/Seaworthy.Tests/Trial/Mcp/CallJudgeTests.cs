using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Tests.Trial.Mcp;

public class CallJudgeTests
{
    private const string Own = """{"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"mark"}]}}""";

    [Theory]
    [InlineData(200, nameof(WireEnding.Complete), Own, nameof(CallFate.Answered))]
    [InlineData(200, nameof(WireEnding.Complete), """{"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"other"}]}}""", nameof(CallFate.WrongAnswer))]
    [InlineData(200, nameof(WireEnding.Complete), """{"jsonrpc":"2.0","id":8,"result":{"content":[{"type":"text","text":"mark"}]}}""", nameof(CallFate.WrongAnswer))]
    [InlineData(200, nameof(WireEnding.Complete), """{"jsonrpc":"2.0","id":"7","result":{"content":[{"type":"text","text":"mark"}]}}""", nameof(CallFate.WrongAnswer))]
    [InlineData(200, nameof(WireEnding.Complete), """{"jsonrpc":"2.0","id":7,"result":{"isError":true,"content":[{"type":"text","text":"mark"}]}}""", nameof(CallFate.ToolFailed))]
    [InlineData(200, nameof(WireEnding.Complete), """{"jsonrpc":"2.0","id":7,"error":{"code":-32603,"message":"no"}}""", nameof(CallFate.ErrorAnswer))]
    [InlineData(404, nameof(WireEnding.Complete), """{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"no"}}""", nameof(CallFate.ErrorAnswer))]
    [InlineData(503, nameof(WireEnding.Complete), """{"jsonrpc":"2.0","id":7,"error":{"code":-31010,"message":"no"}}""", nameof(CallFate.TurnedAway))]
    [InlineData(429, nameof(WireEnding.EmptyBody), "", nameof(CallFate.TurnedAway))]
    [InlineData(503, nameof(WireEnding.HalfBody), "{", nameof(CallFate.HalfStream))]
    [InlineData(404, nameof(WireEnding.Complete), "Not Found", nameof(CallFate.WrongStatus))]
    [InlineData(499, nameof(WireEnding.EmptyBody), "", nameof(CallFate.WrongStatus))]
    [InlineData(200, nameof(WireEnding.EmptyBody), "", nameof(CallFate.EmptyBody))]
    [InlineData(200, nameof(WireEnding.Complete), "nonsense", nameof(CallFate.HalfStream))]
    [InlineData(200, nameof(WireEnding.HalfBody), """{"jsonrpc":"2.0","id":7,"resu""", nameof(CallFate.HalfStream))]
    [InlineData(200, nameof(WireEnding.ResetInBody), "", nameof(CallFate.Reset))]
    [InlineData(0, nameof(WireEnding.ResetBeforeHead), "", nameof(CallFate.Reset))]
    [InlineData(0, nameof(WireEnding.NoAnswer), "", nameof(CallFate.NoAnswer))]
    [InlineData(0, nameof(WireEnding.Unreachable), "", nameof(CallFate.Unreachable))]
    [InlineData(0, nameof(WireEnding.Refused), "", nameof(CallFate.Refused))]
    [InlineData(0, nameof(WireEnding.NotHttp), "", nameof(CallFate.NotHttp))]
    [InlineData(0, nameof(WireEnding.TimedOut), "", nameof(CallFate.TimedOut))]
    public void Tells_the_fates_of_a_JSON_answer_apart(int status, string ending, string body, string fate) =>
        Assert.Equal(fate, Judge(status, Enum.Parse<WireEnding>(ending), body, "application/json").Fate.ToString());

    [Theory]
    [InlineData("data: " + Own + "\n\n", nameof(WireEnding.Complete), nameof(CallFate.Answered))]
    [InlineData("event: message\r\ndata: " + Own + "\r\n\r\n", nameof(WireEnding.Complete), nameof(CallFate.Answered))]
    [InlineData("data: " + Own + "\n\n", nameof(WireEnding.ResetInBody), nameof(CallFate.Answered))]
    [InlineData("data: " + Own + "\n\ndata: " + Own + "\n\n", nameof(WireEnding.Complete), nameof(CallFate.Duplicated))]
    [InlineData("data: " + Own + "\n", nameof(WireEnding.HalfBody), nameof(CallFate.HalfStream))]
    [InlineData(": wait\n\n", nameof(WireEnding.Complete), nameof(CallFate.HalfStream))]
    [InlineData("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\n", nameof(WireEnding.Complete), nameof(CallFate.HalfStream))]
    public void Tells_the_fates_of_a_stream_apart(string body, string ending, string fate) =>
        Assert.Equal(fate, Judge(200, Enum.Parse<WireEnding>(ending), body, "text/event-stream; charset=utf-8").Fate.ToString());

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
