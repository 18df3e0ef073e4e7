namespace Seaworthy.Tests.Commands;

public class EnvironmentFileTests
{
    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("A=\"with quotes\"", "\"with quotes\"")]
    [InlineData("A='x' # no comment", "'x' # no comment")]
    [InlineData("A=$HOME ${B}", "$HOME ${B}")]
    [InlineData("A=x=y", "x=y")]
    [InlineData("A=", "")]
    [InlineData("A= around ", " around ")]
    [InlineData("  \tA=1\r\n", "1")]
    [InlineData("\uFEFFA=1", "1")]
    [InlineData("A=1\nA=2", "2")]
    [InlineData("# A=0\n\n   # more\nA=1", "1")]
    public async Task A_value_is_taken_as_docker_takes_it(string content, string value)
    {
        var run = await RunAsync(content);

        Assert.Equal(value, run.Options!.WorkerEnvironment["A"]);
    }

    [Fact]
    public async Task A_name_alone_changes_nothing() => Assert.Empty((await RunAsync("PATH\nB")).Options!.WorkerEnvironment);

    [Fact]
    public async Task Every_fault_is_said_with_its_line_and_without_its_value()
    {
        var run = await RunAsync("A=1\n=secret\nB C=secret\nexport D=secret\nE=sec\0ret\n", keep: "faults.env");

        Assert.Equal(2, run.ExitCode);
        Assert.Null(run.Options);
        Assert.Collection(run.Errors.SkipLast(1),
            error => Assert.EndsWith("faults.env, line 2: there is no name before the =. Accepted: NAME=VALUE.", error),
            error => Assert.EndsWith("faults.env, line 3: the name \"B C\" contains white space. Accepted: NAME=VALUE.", error),
            error => Assert.EndsWith("faults.env, line 4: this is no shell script. Leave out export.", error),
            error => Assert.EndsWith("faults.env, line 5: it contains a null character, which no variable can hold.", error));
        Assert.DoesNotContain("secret", run.Error);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_not_text_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "latin1.env");
        await File.WriteAllBytesAsync(file, [(byte)'A', (byte)'=', 0xE4], TestContext.Current.CancellationToken);

        var missing = await CommandLineRun.RunAsync(Facts.Desk, "--env-file", file + ".not");
        var binary = await CommandLineRun.RunAsync(Facts.Desk, "--env-file", file);
        folder.Delete(recursive: true);

        Assert.EndsWith("is not accepted. Accepted: a file that exists: .env.", missing.Errors[0]);
        Assert.EndsWith("is not UTF-8. Save it as UTF-8.", binary.Errors[0]);
        Assert.Equal((2, 2), (missing.ExitCode, binary.ExitCode));
    }

    private static async Task<CommandLineRun> RunAsync(string content, string keep = ".env")
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, keep);
            await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
            return await CommandLineRun.RunAsync(Facts.Desk, "--env-file", file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
