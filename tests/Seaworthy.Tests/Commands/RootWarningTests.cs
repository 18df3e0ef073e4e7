namespace Seaworthy.Tests.Commands;

public class RootWarningTests
{
    [Fact]
    public async Task Root_hears_what_to_set_once()
    {
        var run = await CommandLineRun.RunAsync(Facts.Desk with { IsRoot = true });

        Assert.Contains("--user", Assert.Single(run.Warnings));
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        Assert.Empty((await CommandLineRun.RunAsync(Facts.Desk)).Warnings);
        Assert.Empty((await CommandLineRun.RunAsync(Facts.Desk with { IsRoot = true }, "--user", "1000")).Warnings);
        Assert.Empty((await CommandLineRun.RunAsync(Facts.Desk with { IsRoot = true }, "--user", "root")).Warnings);
    }
}
