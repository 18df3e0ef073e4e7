using Seaworthy.Commands.Health;
using Seaworthy.Commands.Parsing;

namespace Seaworthy.Tests.Commands.Health;

public class HealthTargetTests
{
    [Theory]
    [InlineData("PORT", "8080", "http://127.0.0.1:8080/health")]
    [InlineData("PORT", "tcp://10.0.0.7:3000", "http://127.0.0.1:3000/health")]
    [InlineData("SEAWORTHY_LISTEN", "http://*:99", "http://[::1]:99/health")]
    [InlineData("SEAWORTHY_LISTEN", "https://0.0.0.0:99", "https://127.0.0.1:99/health")]
    [InlineData("container", "podman", "http://127.0.0.1:3000/health")]
    public void It_follows_the_environment_of_the_server(string variable, string value, string asked)
    {
        var arguments = new ParsedArguments(null, false, false, new Dictionary<string, IReadOnlyList<string>>(), null, false, []);
        var errors = new List<string>();

        var target = HealthTarget.Default(new(arguments, Facts.With((variable, value)), TextWriter.Null, TextWriter.Null), errors);

        Assert.Empty(errors);
        Assert.Equal(new Uri(asked), target);
    }

    [Theory]
    [InlineData("PORT", "x")]
    [InlineData("SEAWORTHY_LISTEN", "here")]
    public async Task A_bad_variable_is_refused_unless_the_URL_is_given(string variable, string value)
    {
        var facts = Facts.With((variable, value));

        Assert.StartsWith($"{variable}: \"{value}\" is not accepted.", (await CommandLineRun.ActAsync(facts, "health")).Errors[0]);
        Assert.Equal(1, (await CommandLineRun.ActAsync(facts, "health", "--url", "http://127.0.0.1:1")).ExitCode);
    }

    [Fact]
    public async Task Options_are_checked()
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, "health", "--url", "ftp://x", "--timeout", "0s");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--url: \"ftp://x\" is not accepted.", run.Errors[0]);
        Assert.StartsWith("--timeout: \"0s\" is not accepted.", run.Errors[1]);
    }
}
