namespace Seaworthy.ProcessTests.Trial;

/// <summary>What a trial never does, and never claims.</summary>
[Collection(OneTrialAtATime.Name)]
public sealed class HonestyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trial-").FullName;

    private string Wrote => Path.Combine(_folder, "wrote");

    [Fact]
    public async Task A_tool_that_is_not_marked_read_only_is_not_called_and_what_needs_one_is_not_tested()
    {
        var verdicts = await TrialProcess.HoldAsync(
            ["--budget", "2s", "--only", "idle-stop,stop-in-call,lame-duck", "--env", "TOOLS=write", "--env", $"WROTE={Wrote}", .. FaultServer.Behind()]);

        Assert.False(File.Exists(Wrote));
        Assert.StartsWith("tools/list", verdicts.Trial.GetProperty("load").GetString());
        Assert.Equal((0, "idle-stop", "stop-in-call lame-duck"), (verdicts.Code, string.Join(' ', verdicts.With("passed")), string.Join(' ', verdicts.With("not_tested"))));
    }

    [Fact]
    public async Task A_tool_that_is_named_is_called_whatever_its_marks()
    {
        var verdicts = await TrialProcess.HoldAsync(
            ["--only", "idle-stop", "--call", "write={}", "--env", "TOOLS=write", "--env", $"WROTE={Wrote}", .. FaultServer.Behind()]);

        Assert.True(File.Exists(Wrote));
        Assert.Equal(0, verdicts.Code);
    }

    [Fact]
    public async Task Nothing_tested_is_not_passed()
    {
        var verdicts = await TrialProcess.HoldAsync(["--only", "stop-in-call", "--env", "TOOLS=write", .. FaultServer.Behind()]);

        Assert.Equal(2, verdicts.Code);
    }

    [Theory]
    [InlineData("ended (exit 7) before it answered", "sh", "-c", "echo no database >&2; exit 7")]
    [InlineData("did not answer within 1s", "sleep", "1000")]
    [InlineData("no-such-program", "no-such-program")]
    public async Task A_server_that_does_not_start_is_no_verdict(string said, params string[] command)
    {
        var verdicts = await TrialProcess.HoldAsync(["--ready-timeout", "1s", "--", .. command]);

        Assert.Equal(2, verdicts.Code);
        Assert.Contains(said, verdicts.Errors);
        Assert.Equal(command[0] == "sh", verdicts.Errors.Contains("no database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_servers_are_compared_in_one_table_and_CI_systems_get_JUnit()
    {
        var junit = Path.Combine(_folder, "trial.xml");
        string Compared(string name, string fault) => $"{name}={string.Join(' ', FaultServer.Command(fault).Select(word => $"'{word}'"))}";

        var verdicts = await TrialProcess.HoldAsync(
            "--budget", "2s", "--only", "idle-stop,sigint", "--junit", junit, "--compare", Compared("good", "none"), "--compare", Compared("bad", "sigint"));

        Assert.Equal(1, verdicts.Code);
        Assert.Contains("\"name\": \"bad\"", verdicts.Output);
        var suites = System.Xml.Linq.XDocument.Load(junit).Root!.Elements().ToArray();
        Assert.Equal(["0", "1"], suites.Select(suite => suite.Attribute("failures")!.Value));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
