using Seaworthy.Trial.Calls;

namespace Seaworthy.Tests.Trial.Calls;

public class CallTemplateTests
{
    [Fact]
    public void Marks_are_filled_in()
    {
        var template = CallTemplate.Parse("""slow={"t":"{text}","ms":{ms},"s":{seconds},"w":{whole-seconds}}""")!;

        var call = template.Prepare(TimeSpan.FromMilliseconds(1250), "x-1", echoes: true);

        Assert.Equal("""{"name":"slow","arguments":{"t":"x-1","ms":1250,"s":1.25,"w":2}}""", call.Parameters);
        Assert.Equal(("slow", "x-1"), (call.Name, call.Mark));
    }

    [Fact]
    public void A_tool_alone_is_called_without_arguments() =>
        Assert.Equal("""{"name":"ping \u0022it\u0022","arguments":{}}""", CallTemplate.Parse("ping \"it\"")!.Prepare(TimeSpan.Zero, "x", echoes: false).Parameters);

    [Theory]
    [InlineData("")]
    [InlineData("={}")]
    [InlineData("tool=")]
    [InlineData("tool=[1]")]
    [InlineData("tool={\"a\":{text}}")]
    [InlineData("tool={")]
    public void What_is_no_call_is_refused(string text) => Assert.Null(CallTemplate.Parse(text));
}
