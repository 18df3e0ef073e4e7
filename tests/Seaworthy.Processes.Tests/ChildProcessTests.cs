using System.Text;

namespace Seaworthy.Processes.Tests;

public sealed class ChildProcessTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 127", 127)]
    [InlineData("kill -SEGV $$", 139)]
    [InlineData("kill -KILL $$", 137)]
    public async Task Reports_how_the_program_ended(string script, int code)
    {
        await using var child = await Stub.ShellAsync(script);

        Assert.Equal(new ChildExit(code), await child.Exited);
    }

    [Fact(Timeout = 30_000)]
    public async Task Runs_the_program_under_the_id_it_started_with()
    {
        await using var child = await Stub.ShellAsync("echo $$; read line");
        using var output = new StreamReader(child.StandardOutput);

        Assert.Equal($"{child.Id}", await output.ReadLineAsync(Stub.Cancelled));
    }

    [Fact(Timeout = 30_000)]
    public async Task Passes_arguments_as_they_are()
    {
        string[] awkward = ["", " ", "a b", "\"", "'", "\\", "$HOME", "*", "é\n"];
        await using var child = await ChildProcess.StartAsync(new ChildCommand { FileName = "printf", Arguments = ["[%s]", .. awkward] });
        using var output = new StreamReader(child.StandardOutput);

        Assert.Equal(string.Concat(awkward.Select(argument => $"[{argument}]")), await output.ReadToEndAsync(Stub.Cancelled));
    }

    [Fact(Timeout = 30_000)]
    public async Task Changes_and_removes_variables()
    {
        var changes = new Dictionary<string, string?> { ["SHIP"] = "sea worthy", ["HOME"] = null };

        var seen = await Stub.OutputOfAsync("echo $SHIP,${HOME-none}", command => command with { Environment = changes });

        Assert.Equal("sea worthy,none", seen);
    }

    [Fact(Timeout = 30_000)]
    public async Task Starts_in_the_working_directory() =>
        Assert.Equal("/proc", await Stub.OutputOfAsync("pwd", command => command with { WorkingDirectory = "/proc" }));

    [Theory(Timeout = 30_000)]
    [InlineData("no-such-command", null, "Cannot start 'no-such-command': it was not found in PATH (")]
    [InlineData("/no/such/file", null, "Cannot start '/no/such/file': there is no such file.")]
    [InlineData("/etc/passwd", null, "Cannot start '/etc/passwd': it is not executable")]
    [InlineData("/etc/passwd/x", null, "Cannot start '/etc/passwd/x': a part of its path is not a folder.")]
    [InlineData("true", "/no/such", "Cannot start 'true': there is no working directory /no/such.")]
    [InlineData("true", "/etc/passwd", "Cannot start 'true': the working directory /etc/passwd cannot be entered: ")]
    public async Task Says_why_a_command_cannot_be_started(string file, string? folder, string expected)
    {
        var failed = await Assert.ThrowsAsync<ChildStartException>(
            () => ChildProcess.StartAsync(new ChildCommand { FileName = file, WorkingDirectory = folder }));

        Assert.StartsWith(expected, failed.Message);
    }

    [Fact(Timeout = 30_000)]
    public async Task Says_that_an_interpreter_is_missing()
    {
        var script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(script, "#!/no/such/interpreter\n", Stub.Cancelled);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var failed = await Assert.ThrowsAsync<ChildStartException>(
                () => ChildProcess.StartAsync(new ChildCommand { FileName = script }));
            Assert.Contains("the interpreter it names", failed.Message);
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Looks_for_the_command_in_the_PATH_of_the_child()
    {
        var failed = await Assert.ThrowsAsync<ChildStartException>(() => ChildProcess.StartAsync(
            new ChildCommand { FileName = "sh", Environment = new Dictionary<string, string?> { ["PATH"] = "/nowhere" } }));

        Assert.Contains("PATH (/nowhere)", failed.Message);
    }

    [Fact(Timeout = 30_000)]
    public async Task Signals_the_whole_group()
    {
        await using var child = await Stub.ShellAsync("sh -c 'echo $$; exec sleep 1000' & wait");
        using var output = new StreamReader(child.StandardOutput);
        var grandchild = int.Parse((await output.ReadLineAsync(Stub.Cancelled))!, null);

        child.Signal(ChildSignal.Terminate);

        Assert.Equal(143, (await child.Exited).Code);
        await Eventually.GoneAsync(grandchild);
    }

    [Fact(Timeout = 30_000)]
    public async Task Signals_what_is_left_after_the_end_of_the_program()
    {
        await using var child = await Stub.ShellAsync("sh -c 'echo $$; exec sleep 1000' & true");
        using var output = new StreamReader(child.StandardOutput);
        var grandchild = int.Parse((await output.ReadLineAsync(Stub.Cancelled))!, null);
        _ = await child.Exited;

        child.Signal(ChildSignal.Terminate);

        await Eventually.GoneAsync(grandchild);
    }

    [Fact(Timeout = 30_000)]
    public async Task Knows_of_the_end_while_a_grandchild_holds_the_pipes()
    {
        var child = await Stub.ShellAsync("sleep 1000 & exit 5");
        var pending = child.StandardOutput.ReadAsync(new byte[1], Stub.Cancelled).AsTask();

        Assert.Equal(5, (await child.Exited).Code);
        Assert.False(pending.IsCompleted);

        await child.DisposeAsync();
        _ = await Record.ExceptionAsync(() => pending);
        Assert.True(pending.IsCompleted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Carries_many_lines_both_ways()
    {
        const int Lines = 50_000;
        await using var child = await ChildProcess.StartAsync(new ChildCommand { FileName = "cat" });
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Lines; i++)
                await child.StandardInput.WriteAsync(Encoding.ASCII.GetBytes($"{{\"id\":{i}}}\n"));
            await child.StandardInput.DisposeAsync();
        }, Stub.Cancelled);

        using var output = new StreamReader(child.StandardOutput);
        for (var i = 0; i < Lines; i++)
            Assert.Equal($"{{\"id\":{i}}}", await output.ReadLineAsync(Stub.Cancelled));
        Assert.Null(await output.ReadLineAsync(Stub.Cancelled));
        await sending;
    }
}
