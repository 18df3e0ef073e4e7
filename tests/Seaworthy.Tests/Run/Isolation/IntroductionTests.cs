using System.Text;
using Seaworthy.Run.Isolation;

namespace Seaworthy.Tests.Run.Isolation;

public class IntroductionTests
{
    [Theory]
    [InlineData("2024-11-05", "2024-11-05")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2026-07-28", "2025-11-25")]
    [InlineData("1999-01-01", "2025-11-25")]
    public void Asks_for_a_revision_that_both_sides_know(string asked, string passed) => Assert.Equal(
        $$$"""{"capabilities":{"protocolVersion":"x"},"protocolVersion":"{{{passed}}}","clientInfo":{"name":"a"}}""",
        Of($$$"""{"capabilities":{"protocolVersion":"x"},"protocolVersion":"{{{asked}}}","clientInfo":{"name":"a"}}"""));

    [Fact]
    public void Everything_else_passes_as_it_is_on_one_line() =>
        Assert.Equal("{ \"unheard\": [1,2] }", Of("{\n\"unheard\":\r[1,2]\n}"));

    private static string Of(string parameters) => new Introduction(Encoding.UTF8.GetBytes(parameters)).Parameters;
}
