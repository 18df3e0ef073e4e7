using System.Text;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

public class CancelledMessageTests
{
    [Fact]
    public void Names_the_request_and_the_reason() =>
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5,"reason":"it said \u0022no\u0022\n"}}""",
            Encoding.UTF8.GetString(CancelledMessage.Write("5"u8, "it said \"no\"\n")));
}
