using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Tests.Settings;

public class NearestTests
{
    private static readonly string[] Candidates = ["--listen", "--path", "--shutdown-timeout", "--shutdown-delay"];

    [Theory]
    [InlineData("--lsiten", "--listen")]
    [InlineData("--PATH", "--path")]
    [InlineData("--shutdown", "--shutdown-timeout")]
    [InlineData("--shutdown-time", "--shutdown-timeout")]
    [InlineData("--verbose", null)]
    [InlineData("-p", null)]
    public void Only_what_is_similar_is_suggested(string typed, string? expected) => Assert.Equal(expected, Nearest.To(typed, Candidates));

    [Fact]
    public void Nothing_is_suggested_out_of_nothing() => Assert.Null(Nearest.To("x", []));
}
