using Seaworthy.Commands;
using Seaworthy.Commands.Options;

namespace Seaworthy.Tests.Commands;

public class RunCatalogueTests
{
    private static readonly RunSettings Defaults = RunSettings.Defaults(Facts.Desk, ["node"], DefaultListen.Port);

    public static TheoryData<string> Names => [.. RunCatalogue.Options.Select(option => option.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_value_is_refused_with_the_option_the_value_and_what_is_accepted(string name)
    {
        var option = Find(name);

        var typed = option.IsFlag ? null : await CommandLineRun.RunAsync(Facts.Desk, name, "§");
        var set = await CommandLineRun.RunAsync(Facts.With((option.Environment!, "§")));

        if (typed is not null)
            Assert.Equal($"{name}: \"§\" is not accepted. Accepted: {option.Accepted}.", typed.Errors[0]);
        Assert.Equal($"{option.Environment}: \"§\" is not accepted. Accepted: {option.Accepted}.", set.Errors[0]);
        Assert.Equal((2, 2), (typed?.ExitCode ?? 2, set.ExitCode));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_default_in_the_help_is_the_one_that_holds(string name)
    {
        var option = Find(name);

        // The collections of a record compare by reference, so an option without a default value is only read.
        if (option.Default is { } text)
            Assert.Equal(Defaults, option.Apply(Defaults, text));
        else
            Assert.NotNull(option.DefaultNote);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_follow_the_house_style(string name)
    {
        var option = Find(name);

        Assert.Matches("^--[a-z]+(-[a-z]+)*$", option.Name);
        Assert.Equal("SEAWORTHY_" + name[2..].Replace('-', '_').ToUpperInvariant(), option.Environment);
        Assert.Matches(@"^[A-Z].*\.$", option.Help);
        Assert.DoesNotContain(". ", option.Help);
        Assert.False(option.Accepted.EndsWith('.'));
    }

    [Fact]
    public void Names_are_unique() => Assert.Distinct(RunCatalogue.Options.Select(option => option.Name));

    [Theory]
    [InlineData("--listen", "http://[::1]:80")]
    [InlineData("--path", "/x")]
    [InlineData("--allowed-hosts", "a.example,b.example")]
    [InlineData("--allowed-origins", "https://a.example")]
    [InlineData("--trusted-proxies", "10.0.0.0/8")]
    [InlineData("--certificate", "/proc/self/exe")]
    [InlineData("--certificate-key", "/proc/self/exe")]
    [InlineData("--start-timeout", "1s")]
    [InlineData("--give-up-after", "1s")]
    [InlineData("--worker-revision", "2025-06-18")]
    [InlineData("--user", "1000")]
    [InlineData("--group", "1000")]
    [InlineData("--cwd", "/")]
    [InlineData("--env-file", "/dev/null")]
    [InlineData("--max-in-flight", "1")]
    [InlineData("--max-queue", "1")]
    [InlineData("--queue-timeout", "1s")]
    [InlineData("--max-body", "1MiB")]
    [InlineData("--max-message", "1MiB")]
    [InlineData("--shutdown-timeout", "1s")]
    [InlineData("--shutdown-delay", "1s")]
    [InlineData("--cancel-grace", "1s")]
    [InlineData("--log-format", "json")]
    [InlineData("--log-level", "warn")]
    public void Each_option_sets_something_of_its_own(string name, string text)
    {
        var changed = Find(name).Apply(Defaults, text);

        Assert.NotNull(changed);
        Assert.NotEqual(Defaults, changed);
    }

    [Fact]
    public void The_configuration_page_is_current() =>
        GeneratedFile.AssertCurrent("docs/configuration.md", ConfigurationPage.Write(RunCatalogue.Options));

    private static OptionDescription<RunSettings> Find(string name) => RunCatalogue.Options.Single(option => option.Name == name);
}
