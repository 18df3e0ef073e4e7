namespace Seaworthy.Tests.Commands;

public class VersionVerbTests
{
    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public async Task Says_which_program_this_is(string typed)
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, typed);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^seaworthy \d+\.\d+\.\d+\S*\n", run.Output);
        Assert.Contains("runtime   .NET ", run.Output);
        Assert.Contains("file      ", run.Output);
    }
}
