using k8s;
using k8s.Models;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>Whether a stop has the time that it needs.</summary>
public class ShutdownTruthTests
{
    [Fact]
    public async Task A_grace_shorter_than_the_drain_cuts_a_call_that_could_have_been_answered()
    {
        using var pair = await TruthPair.CheckedAsync("drain-exceeds-grace");

        var (wrong, cut) = await StopInACallAsync(pair.Wrong);
        var (right, answered) = await StopInACallAsync(pair.Right);

        Assert.True(wrong.ExitCode == 137, wrong.ToString());
        Assert.NotEqual("answered", cut.Body);
        Assert.True(right.ExitCode == 0, right.ToString());
        Assert.Equal("answered", answered.Body);
    }

    [Fact]
    public async Task An_open_stream_holds_up_a_close_that_nothing_forces()
    {
        using var pair = await TruthPair.CheckedAsync("open-stream-defeats-drain");

        var wrong = await StopWithAStreamAsync(pair.Wrong, grace: 3);
        var right = await StopWithAStreamAsync(pair.Right, grace: 60);

        Assert.True(wrong.ExitCode == 137, wrong.ToString());
        Assert.True(right.ExitCode == 0, right.ToString());
        Assert.Contains("drained", right.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hook_that_needs_a_shell_fails_where_there_is_none()
    {
        using var pair = await TruthPair.CheckedAsync("prestop-needs-shell");

        // A kubelet runs the hook as docker exec does: in the container, without a shell of its own.
        Assert.NotEqual(0, (await HookAsync(pair.Wrong)).Code);
        Assert.Equal(0, (await HookAsync(pair.Right)).Code);
    }

    [Fact]
    public async Task A_signal_to_every_process_of_a_service_cuts_the_calls_of_its_workers()
    {
        using var pair = await TruthPair.CheckedAsync("kill-mode-control-group");

        Assert.Equal(502, (await SignalInACallAsync(pair.Wrong)).Status);
        Assert.Equal("answered", (await SignalInACallAsync(pair.Right)).Body);
    }

    // A container has a control group of its own, as a service has. What systemd does to it on stop, the test does here:
    // KillMode=mixed signals the main process, and without it SIGTERM goes to each process.
    private static async Task<RawAnswer> SignalInACallAsync(string folder)
    {
        var unit = await File.ReadAllTextAsync(Path.Combine(folder, "server.service"), TestContext.Current.CancellationToken);
        await using var deployed = await Deployed.StartAsync(folder, "--publish", "127.0.0.1::3000");
        await deployed.WritesAsync("listening");
        var http = await deployed.HttpAsync();
        var call = http.GetAsync("/");
        await deployed.WritesAsync("call");
        if (unit.Contains("KillMode=mixed", StringComparison.Ordinal))
        {
            await deployed.Server.SignalAsync(Signal.Terminate);
            return await call;
        }
        var processes = await deployed.Server.ProcessesAsync();
        Assert.Equal(2, processes.Count);
        Assert.All(processes, process => Assert.True(Kernel.Send(process, Signal.Terminate)));
        return await call;
    }

    private static async Task<(StopReport Report, RawAnswer Call)> StopInACallAsync(string folder)
    {
        await using var deployed = await Deployed.StartAsync(folder);
        await deployed.WritesAsync("listening");
        var http = await deployed.HttpAsync();
        var call = http.GetAsync("/");
        await deployed.WritesAsync("call");
        var report = await deployed.Server.StopInItsOwnGraceAsync();
        return (report, await call);
    }

    private static async Task<StopReport> StopWithAStreamAsync(string folder, int grace)
    {
        await using var deployed = await Deployed.StartAsync(folder, "--publish", "127.0.0.1::3000");
        await deployed.WritesAsync("listening");
        var http = await deployed.HttpAsync();
        using var connection = await http.OpenAsync();
        await connection.SendAsync(new RawRequest("GET", "/mcp"), TestContext.Current.CancellationToken);
        var stream = await connection.ReadHeadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, stream?.Status);
        return await deployed.Server.StopAsync(grace);
    }

    private static async Task<CommandResult> HookAsync(string folder)
    {
        var manifest = await File.ReadAllTextAsync(Path.Combine(folder, "deployment.yaml"), TestContext.Current.CancellationToken);
        var deployment = KubernetesYaml.Deserialize<V1Deployment>(manifest, strict: true);
        await using var deployed = await Deployed.StartAsync(folder);
        await deployed.WritesAsync("listening");
        return await deployed.Server.ExecAsync([.. deployment.Spec.Template.Spec.Containers[0].Lifecycle.PreStop.Exec.Command]);
    }
}
