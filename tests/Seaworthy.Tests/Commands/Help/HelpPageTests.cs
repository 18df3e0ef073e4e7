using Seaworthy.Commands;
using Seaworthy.Commands.Help;

namespace Seaworthy.Tests.Commands.Help;

public class HelpPageTests
{
    private static readonly IReadOnlyList<Verb> Verbs = CommandLine.Verbs((_, _, _) => Task.FromResult(0));

    public static TheoryData<string> Names => [.. Verbs.Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_page_has_all_there_is_to_know_and_fits(string name)
    {
        var verb = Verbs.Single(candidate => candidate.Name == name);

        var page = (await CommandLineRun.ActAsync(Facts.Desk, name, "--help")).Output;

        Assert.All(verb.Options, option =>
        {
            Assert.Contains($"  {option.Name} {option.ValueName}", page);
            Assert.Contains($"    {option.Environment}", page);
            Assert.Contains($"Default: {option.DefaultText.Split(' ')[0]}", page);
        });
        Assert.Equal(3, verb.Examples.Count);
        Assert.All(verb.Examples, example => Assert.Contains($"  {example.Line}\n", page));
        Assert.All(verb.ExitCodes, code => Assert.Contains($"  {code.Code}  {code.Meaning}", page));
        Assert.All(page.Split('\n'), line => Assert.InRange(line.Length, 0, HelpWriter.Width));
    }

    [Fact]
    public async Task The_program_alone_shows_the_overview()
    {
        var alone = await CommandLineRun.ActAsync(Facts.Desk);

        Assert.Equal(0, alone.ExitCode);
        Assert.All(Verbs, verb => Assert.Contains($"  {verb.Name}", alone.Output));
        Assert.All(alone.Output.Split('\n'), line => Assert.InRange(line.Length, 0, HelpWriter.Width));
        Assert.Equal(alone.Output, (await CommandLineRun.ActAsync(Facts.Desk, "--help")).Output);
        Assert.Equal(alone.Output, (await CommandLineRun.ActAsync(Facts.Desk, "help")).Output);
    }

    [Theory]
    [InlineData("run", "-h")]
    [InlineData("help", "run")]
    [InlineData("run", "--max-queue", "x", "--help")]
    public async Task Help_is_found_in_every_spelling(params string[] args)
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, args);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("seaworthy run [options] -- COMMAND [ARG...]", run.Output);
    }
}
