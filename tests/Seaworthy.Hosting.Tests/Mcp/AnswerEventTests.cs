using System.Text;
using Seaworthy.Hosting.Mcp;

namespace Seaworthy.Hosting.Tests.Mcp;

public class AnswerEventTests
{
    [Theory]
    [InlineData("event: message\ndata: {\"result\":{\"method\":\"a\"},\"id\":1}\n\n", true)]
    [InlineData("event: message\ndata: {\"error\":{\"code\":1},\"id\":1}\n\n", true)]
    [InlineData("id: 7\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":{\"a\":[1]},\"result\":{}}\n\n", true)]
    [InlineData("event: message\ndata: {\"method\":\"a\",\"params\":{\"result\":1}}\n\n", false)]
    [InlineData("event: message\ndata: {\"params\":{\"result\":1},\"method\":\"a\"}\n\n", false)]
    [InlineData("event: message\ndata: {\"id\":1,\"method\":\"a\"}\n\n", false)]
    [InlineData("event: message\ndata: {\"result\":{}}", false)] // Not whole.
    [InlineData("event: message\ndata: \n\n", false)]
    [InlineData("event: message\ndata: no JSON\n\n", false)]
    [InlineData("event: message\ndata: {\"id\":\n\n", false)]
    [InlineData(": keep-alive\n\n", false)]
    [InlineData("", false)]
    public void An_answer_is_known_by_its_members(string written, bool isAnswer) =>
        Assert.Equal(isAnswer, AnswerEvent.IsIn(Encoding.UTF8.GetBytes(written)));

    [Fact]
    public void What_is_written_is_an_answer() => Assert.True(AnswerEvent.IsIn(AnswerEvent.Write("""{"jsonrpc":"2.0","id":1,"error":{}}"""u8)));
}
