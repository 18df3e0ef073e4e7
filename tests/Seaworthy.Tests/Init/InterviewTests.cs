using Seaworthy.Commands;
using Seaworthy.Commands.Initialising;
using Seaworthy.Commands.Parsing;
using Seaworthy.Tests.Commands;

namespace Seaworthy.Tests.Init;

/// <summary>What is asked, whom, and what becomes of the answers.</summary>
public class InterviewTests
{
    private static readonly (string, string)[] Both =
    [
        ("package.json", """{ "name": "words", "version": "1.0.0", "main": "server.js" }"""),
        ("package-lock.json", "{}"),
        ("server.js", "process.argv[2] === 'stdio' ? new StdioServerTransport() : new StreamableHTTPServerTransport({});\n"),
    ];

    [Fact]
    public async Task Without_a_terminal_what_is_unknown_is_an_error_that_names_the_option()
    {
        using var folder = new InitFolder(Both);

        var run = await folder.InitAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("seaworthy: --transport is needed: it can do both: server.js:1 and server.js:1.", run.Error);
        Assert.Contains("entry       server.js: main (package.json:1)", run.Error);
        Assert.Equal(3, folder.Files.Count);
        Assert.Equal(0, (await folder.InitAsync("--transport", "stdio", "--arguments", "stdio")).ExitCode);
        Assert.Contains("""CMD ["/usr/local/bin/seaworthy", "health",""", folder.Read("Dockerfile"));
        Assert.EndsWith("""
            "--", "node", "server.js", "stdio"]

            """, folder.Read("Dockerfile"));
    }

    [Theory]
    [InlineData("2\n")]
    [InlineData("pigeon\n\nhttp\n")]
    public void A_person_is_asked_until_the_answer_is_one_and_never_again(string typed)
    {
        using var folder = new InitFolder(Both);

        var (exit, error) = Ask(folder, typed);

        Assert.True(exit == 0, error);
        Assert.Contains("Does it talk over standard input and output, or over HTTP?", error);
        Assert.Contains("--upstream", folder.Read("Dockerfile"));
        Assert.Contains("--transport http\n", folder.Read(".seaworthy-init"));
        Assert.DoesNotContain("Does it talk", Ask(folder, "").Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb\nc\nhttp\n")]
    public void A_person_who_does_not_answer_gets_the_error(string typed)
    {
        using var folder = new InitFolder(Both);

        var (exit, error) = Ask(folder, typed);

        Assert.Equal(2, exit);
        Assert.Contains("--transport is needed", error);
    }

    [Fact]
    public async Task Every_mistake_of_a_plan_is_said_at_once()
    {
        using var folder = new InitFolder(Both);

        var run = await folder.InitAsync("--transport", "http", "--port", "4000", "--upstream-port", "4000", "--version", "latest", "--image", "No Image", "--hpa", "1", "--shutdown-timeout", "1h");

        Assert.Equal(2, run.ExitCode);
        foreach (var part in (string[])["'latest' cannot be the tag", "'No Image' is no image", "both listen on port 4000", "--hpa 1 is less than --replicas 2", "--shutdown-timeout 1h"])
            Assert.Contains(part, run.Error);
    }

    [Theory]
    [InlineData("--target", "swarm")]
    [InlineData("--target", "15")]
    [InlineData("--runtime", "cobol")]
    [InlineData("--port", "80")]
    [InlineData("--name", "-x")]
    [InlineData("--data", "/a b")]
    [InlineData("--ingress", "a/b")]
    [InlineData("--postgres", "a;b")]
    [InlineData("--dockerfile", "../Dockerfile")]
    [InlineData("--arguments", "'open")]
    public async Task A_value_that_is_not_accepted_is_refused(string option, string value)
    {
        using var folder = new InitFolder(Both);

        var run = await folder.InitAsync("--transport", "stdio", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{option}: ", run.Error);
    }

    private static (int Exit, string Error) Ask(InitFolder folder, string typed)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var arguments = new ParsedArguments(new InitVerb(), false, false, new Dictionary<string, IReadOnlyList<string>>(), null, false, []) { Operands = [folder.Path] };
        var exit = InitVerb.Execute(new VerbCall(arguments, Facts.Desk, output, error), new StringReader(typed));
        return (exit, error.ToString());
    }
}
