using System.Globalization;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Upstream;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>A server that runs already.</summary>
[Collection(OneTrialAtATime.Name)]
public class AttachedServerTests
{
    [Theory]
    [InlineData("none", 0, "passed")]
    [InlineData("stop-under-load", 1, "failed")]
    public async Task It_is_stopped_once_under_load(string fault, int code, string verdict)
    {
        await using var server = StartServer(fault, out var target);

        var verdicts = await TrialProcess.HoldAsync(["--budget", "2s", .. target]);

        Assert.Equal((code, "stop-under-load"), (verdicts.Code, string.Join(' ', verdicts.With(verdict))));
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task What_comes_after_its_end_is_not_tested()
    {
        await using var server = StartServer("none", out var target);

        var verdicts = await TrialProcess.HoldAsync(["--budget", "2s", "--only", "ready-in-time,idle-stop,sigint", .. target]);

        Assert.Equal((0, "idle-stop", "ready-in-time sigint"), (verdicts.Code, string.Join(' ', verdicts.With("passed")), string.Join(' ', verdicts.With("not_tested"))));
    }

    [Fact]
    public async Task A_process_that_is_not_there_is_no_verdict()
    {
        await using var server = StartServer("none", out var target);
        Kernel.Send(server.Pid, Signal.Kill);
        await server.ExitAsync();

        var verdicts = await TrialProcess.HoldAsync(target);

        Assert.Equal(2, verdicts.Code);
        Assert.Contains("There is no process", verdicts.Errors);
    }

    private static TestProcess StartServer(string fault, out string[] target)
    {
        var port = HttpServers.FreePort().ToString(CultureInfo.InvariantCulture);
        var command = FaultServer.Command(fault);
        var server = TestProcess.Start(command[0], command[1..], _ => { }, new Dictionary<string, string?> { ["PORT"] = port });
        target = ["--url", $"http://127.0.0.1:{port}/mcp", "--pid", server.Pid.ToString(CultureInfo.InvariantCulture)];
        return server;
    }
}
