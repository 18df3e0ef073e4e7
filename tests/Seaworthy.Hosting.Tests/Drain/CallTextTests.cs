using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

public class CallTextTests
{
    [Theory]
    [InlineData("tools/call", "\"search\\u0020it\"", "tools/call search it")]
    [InlineData("tools/list", "", "tools/list")]
    [InlineData("tools/call", "17", "tools/call")]
    [InlineData("tools/call", "\"a\\nb\"", "tools/call a\\u000ab")]
    public void It_names_the_method_and_what_it_is_about(string method, string name, string text) =>
        Assert.Equal(text, CallText.OfJson(method, System.Text.Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void A_joke_of_a_name_is_cut() => Assert.Equal($"tools/call {new string('a', 80)}", CallText.Of("tools/call", new string('a', 200)));
}
