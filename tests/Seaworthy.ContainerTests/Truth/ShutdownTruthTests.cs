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

    private static async Task<(StopReport Report, RawAnswer Call)> StopInACallAsync(string folder)
    {
        await using var deployed = await Deployed.StartAsync(folder);
        await deployed.WritesAsync("listening");
        var http = await deployed.HttpAsync();
        var call = http.GetAsync("/slow");
        await deployed.WritesAsync("slow call");
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
