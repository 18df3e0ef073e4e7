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
    public async Task A_path_is_asked_of_the_server_in_this_container()
    {
        using var server = new OneAnswerServer("HTTP/1.1 200 OK\r\n\r\n");

        var run = await CommandLineRun.ActAsync(Facts.With(("SEAWORTHY_LISTEN", server.Url)), "health", "--url", "/health/live");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("GET /health/live HTTP/1.0\r\n", await server.Request);
        Assert.StartsWith("SEAWORTHY_LISTEN: ", (await CommandLineRun.ActAsync(Facts.With(("SEAWORTHY_LISTEN", "here")), "health", "--url", "/health/live")).Errors[0]);
    }

    [Theory]
    [InlineData("//elsewhere/health")]
    [InlineData("/health#live")]
    [InlineData("health/live")]
    public async Task What_looks_like_a_path_and_is_none_is_refused(string url)
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, "health", "--url", url);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("or a path of this server: /health/live", run.Errors[0]);
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
