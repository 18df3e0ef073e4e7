using System.Text;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Retry;

namespace Seaworthy.Tests.Run.Retry;

public class RetryRuleTests
{
    private static readonly ToolHints Hints = Learned();

    [Theory]
    [InlineData("tools/list", "{}", true)]
    [InlineData("prompts/list", "{}", true)]
    [InlineData("resources/list", "{}", true)]
    [InlineData("resources/templates/list", "{}", true)]
    [InlineData("resources/read", """{"uri":"a://b"}""", true)]
    [InlineData("prompts/get", """{"name":"write"}""", true)]
    [InlineData("completion/complete", "{}", true)]
    [InlineData("tools/list", """{"cursor":"2"}""", false)]
    [InlineData("resources/subscribe", """{"uri":"a://b"}""", false)]
    [InlineData("tasks/get", """{"taskId":"1"}""", false)]
    [InlineData("tasks/result", """{"taskId":"1"}""", false)]
    [InlineData("some/thing", "{}", false)]
    [InlineData("tools/call", """{"name":"read"}""", true)]
    [InlineData("tools/call", """{"name":"read","task":{"ttl":1}}""", false)]
    [InlineData("tools/call", """{"name":"read","inputResponses":{}}""", false)]
    [InlineData("tools/call", """{"name":"read","requestState":"s"}""", false)]
    [InlineData("tools/call", """{"name":"put"}""", false)]
    [InlineData("tools/call", """{"name":"write"}""", false)]
    [InlineData("tools/call", """{"name":"unheard-of"}""", false)]
    [InlineData("tools/call", "{}", false)]
    [InlineData("tools/call", """{"name":7}""", false)]
    public void Read_only_repeats_what_changes_nothing(string method, string parameters, bool repeated) =>
        Assert.Equal(repeated, Allows(RetryMode.ReadOnly, method, parameters));

    [Theory]
    [InlineData("read", true)]
    [InlineData("put", true)]
    [InlineData("write", false)]
    public void Idempotent_repeats_also_what_changes_no_more_the_second_time(string tool, bool repeated) =>
        Assert.Equal(repeated, Allows(RetryMode.Idempotent, "tools/call", $$"""{"name":"{{tool}}"}"""));

    [Theory]
    [InlineData("tools/list", "{}")]
    [InlineData("tools/call", """{"name":"read"}""")]
    public void Off_repeats_nothing(string method, string parameters) => Assert.False(Allows(RetryMode.Off, method, parameters));

    private static bool Allows(RetryMode mode, string method, string parameters)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        return new RetryRule(mode, Hints).Allows(body, EnvelopeParser.Parse(body));
    }

    private static ToolHints Learned()
    {
        var read = new Dictionary<string, ToolHint>();
        var next = ToolHints.ReadPage("""
            {"tools":[{"name":"read","annotations":{"readOnlyHint":true}},{"name":"put","annotations":{"idempotentHint":true,"readOnlyHint":false}},
            {"name":"write","annotations":{"destructiveHint":true}},{"name":"bare"},{"name":8},7],"nextCursor":"more"}
            """u8, read);
        Assert.Equal("more", next);
        Assert.Equal([("read", ToolHint.ReadOnly), ("put", ToolHint.Idempotent), ("write", ToolHint.None), ("bare", ToolHint.None)],
            read.Select(pair => (pair.Key, pair.Value)));
        var hints = new ToolHints();
        hints.Replace(read);
        return hints;
    }
}
