namespace Seaworthy.Tests.Commands;

public class TrialVerbTests
{
    [Theory]
    [InlineData("COMMAND is missing")]
    [InlineData("-- COMMAND and --image each name a server", "--image", "x", "--", "node")]
    [InlineData("--image and --url each name a server", "--image", "x", "--url", "http://127.0.0.1:1/mcp", "--pid", "4711")]
    [InlineData("--url and --pid need each other", "--url", "http://127.0.0.1:1/mcp")]
    [InlineData("--url and --pid need each other", "--pid", "4711", "--", "node")]
    [InlineData("--pid", "--url", "http://127.0.0.1:1/mcp", "--pid", "1")]
    [InlineData("--pid", "--url", "http://127.0.0.1:1/mcp", "--pid", "-1")]
    [InlineData("--url", "--url", "http://example.com/mcp", "--pid", "4711")]
    [InlineData("--url", "--url", "https://127.0.0.1:1/mcp", "--pid", "4711")]
    [InlineData("--image", "--image", "--privileged")]
    [InlineData("--stdio is about COMMAND", "--stdio", "--image", "x")]
    [InlineData("--only, --skip and --quick leave no scenario", "--only", "rolling", "--skip", "rolling", "--", "node")]
    [InlineData("--only", "--only", "rolling,nonsense", "--", "node")]
    [InlineData("--call", "--call", "echo=[]", "--", "node")]
    [InlineData("--revision", "--revision", "2024-11-05", "--", "node")]
    [InlineData("--compare", "--compare", "node server.js")]
    [InlineData("--compare", "--compare", "a=node 'server")]
    [InlineData("--junit", "--junit", "/no/such/folder/x.xml", "--", "node")]
    public async Task A_trial_that_cannot_be_meant_is_refused_and_nothing_is_started(string said, params string[] options)
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, ["trial", .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(said, Assert.Single(run.Errors, error => error.StartsWith(said, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_list_says_how_each_promise_is_judged_and_needs_no_server()
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, "trial", "--list");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("stop-under-load (quick):\n", run.Output);
        Assert.Contains("idle-sessions:\n", run.Output);
        Assert.Equal(16, run.Output.Split('\n').Count(line => line.TrimStart().StartsWith("judged", StringComparison.Ordinal)));
    }
}
