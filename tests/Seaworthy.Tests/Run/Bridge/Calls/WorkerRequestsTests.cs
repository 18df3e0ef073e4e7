using System.Text;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

public class WorkerRequestsTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("\"id\\\":0\"")]
    public void Answers_a_ping(string id) =>
        Assert.Equal($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{}}""", Answer($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}"""));

    [Theory]
    [InlineData("sampling/createMessage")]
    [InlineData("elicitation/create")]
    [InlineData("roots/list")]
    public void Refuses_what_no_capability_was_declared_for(string method)
    {
        var answer = Answer($$"""{"jsonrpc":"2.0","id":"x","params":{},"method":"{{method}}"}""");

        Assert.StartsWith("""{"jsonrpc":"2.0","id":"x","error":{"code":-32601,""", answer, StringComparison.Ordinal);
    }

    private static string Answer(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return Encoding.UTF8.GetString(WorkerRequests.Answer(bytes, EnvelopeParser.Parse(bytes)));
    }
}
