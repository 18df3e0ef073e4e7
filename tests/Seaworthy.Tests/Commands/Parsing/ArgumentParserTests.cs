namespace Seaworthy.Tests.Commands.Parsing;

public class ArgumentParserTests
{
    [Theory]
    [InlineData("run node server.js", "The command must come after --. Type: seaworthy run -- node server.js")]
    [InlineData("run --max-queue 1 node --inspect server.js", "The command must come after --. Type: seaworthy run --max-queue 1 -- node --inspect server.js")]
    [InlineData("run --path /node /node --x", "The command must come after --. Type: seaworthy run --path /node -- /node --x")]
    [InlineData("run", "COMMAND is missing: what starts the MCP server, after --. For example: seaworthy run -- node server.js")]
    [InlineData("run --", "COMMAND is missing: what starts the MCP server, after --. For example: seaworthy run -- node server.js")]
    [InlineData("run x -- node", "\"x\" stands before --, where only options of seaworthy run belong.")]
    [InlineData("run --max-inflight 3 -- node", "--max-inflight is not an option of seaworthy run. Did you mean --max-in-flight?")]
    [InlineData("run --max-quue=3 -- node", "--max-quue is not an option of seaworthy run. Did you mean --max-queue?")]
    [InlineData("run --zzzzzz -- node", "--zzzzzz is not an option of seaworthy run.")]
    [InlineData("run --path /a --path /b -- node", "--path is given 2 times. Give it once.")]
    [InlineData("run --path -- node", "--path needs a value. Accepted: a path that starts with /, does not end with one and is not a health endpoint: /mcp.")]
    [InlineData("rum -- node", "\"rum\" is not a command of seaworthy. Did you mean run?")]
    [InlineData("node server.js", "\"node\" is not a command of seaworthy. To run a server: seaworthy run -- node server.js")]
    [InlineData("-- node server.js", "The command is missing before --. Type: seaworthy run -- node server.js")]
    [InlineData("--listen http://127.0.0.1:1", "--listen is not an option of seaworthy. Options of a command come after its name.")]
    [InlineData("health -- node", "seaworthy health takes no command after --.")]
    [InlineData("version x", "\"x\" is not understood: seaworthy version takes only options.")]
    public async Task A_mistake_is_explained(string line, string error)
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Null(run.Options);
        Assert.Equal(error, run.Errors[0]);
        Assert.Equal(2, run.Errors.Length);
    }

    [Fact]
    public async Task Nothing_behind_the_dashes_is_looked_at()
    {
        string[] command = ["node", "--help", "--path", "/x", "--", "@file", "[diagram]", ""];

        var run = await CommandLineRun.ActAsync(Facts.Desk, ["run", "--max-queue", "3", "--", .. command]);

        Assert.Equal(command, run.Options!.Command);
        Assert.Equal(("/mcp", 3), (run.Options.Path, run.Options.MaxQueue));
    }

    [Fact]
    public async Task What_must_be_typed_survives_a_shell()
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, "run", "sh", "-c", "echo it's");

        Assert.Equal(@"The command must come after --. Type: seaworthy run -- sh -c 'echo it'\''s'", run.Errors[0]);
    }

    [Fact]
    public async Task An_at_sign_is_no_response_file()
    {
        var run = await CommandLineRun.RunAsync(Facts.Desk, "--path", "@/etc/hostname");

        Assert.StartsWith("--path: \"@/etc/hostname\" is not accepted.", run.Errors[0]);
    }
}
