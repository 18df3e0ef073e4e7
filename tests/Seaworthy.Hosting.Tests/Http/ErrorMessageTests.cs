using System.Text;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Hosting.Tests.Http;

public class ErrorMessageTests
{
    [Fact]
    public void Tells_whether_and_when_to_send_a_call_again() =>
        Assert.Equal("""{"jsonrpc":"2.0","id":"a\u0062","error":{"code":-1,"message":"m","data":{"reason":"r","outcome":"not_started","retryAfterMs":1500}}}""",
            Text(ErrorMessage.Write("\"a\\u0062\""u8, new CallError(-1, "r", CallOutcome.NotStarted, "m", TimeSpan.FromSeconds(1.5)))));

    [Fact]
    public void Says_unknown_without_a_time() =>
        Assert.Equal("""{"jsonrpc":"2.0","id":1e5,"error":{"code":-1,"message":"m","data":{"reason":"r","outcome":"unknown"}}}""",
            Text(ErrorMessage.Write("1e5"u8, new CallError(-1, "r", CallOutcome.Unknown, "m"))));

    [Fact]
    public void Without_an_id_it_is_null() =>
        Assert.Equal("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"\u0022\n"}}""",
            Text(ErrorMessage.Write([], new ProtocolError(400, -32700, "\"\n"))));

    [Fact]
    public void Writes_a_result_as_it_is() =>
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{ }}""", Text(ErrorMessage.WriteResult("1"u8, "{ }"u8)));

    private static string Text(ReadOnlyMemory<byte> message) => Encoding.UTF8.GetString(message.Span);
}
