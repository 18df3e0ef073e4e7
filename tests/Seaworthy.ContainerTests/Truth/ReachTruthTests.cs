using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>Whether a server that runs can be used.</summary>
public class ReachTruthTests
{
    // What Kubernetes and containerd leave it at; Docker sets it to 0 in every container.
    private static readonly string[] PortsAsInKubernetes = ["--sysctl", "net.ipv4.ip_unprivileged_port_start=1024"];

    [Fact]
    public async Task At_loopback_it_is_healthy_inside_and_dead_outside()
    {
        using var pair = await TruthPair.CheckedAsync("loopback-bind");
        foreach (var (folder, status) in ((string, int)[])[(pair.Wrong, 0), (pair.Right, 200)])
        {
            await using var deployed = await Deployed.StartAsync(folder, "--publish", "127.0.0.1::3000");
            await deployed.BecomesAsync("{{.State.Health.Status}}", "healthy");
            Assert.Equal(status, (await (await deployed.HttpAsync()).GetAsync("/health")).Status);
        }
    }

    [Fact]
    public async Task With_a_variable_that_nobody_reads_it_listens_elsewhere()
    {
        using var pair = await TruthPair.CheckedAsync("env-not-read");
        foreach (var (folder, status) in ((string, int)[])[(pair.Wrong, 0), (pair.Right, 200)])
        {
            await using var deployed = await Deployed.StartAsync(folder, "--publish", "127.0.0.1::8080");
            await deployed.WritesAsync("listening");
            Assert.Equal(status, (await (await deployed.HttpAsync(8080)).GetAsync("/")).Status);
        }
    }

    [Fact]
    public async Task Below_1024_it_may_not_listen_where_nobody_has_changed_the_kernels_default()
    {
        using var pair = await TruthPair.CheckedAsync("privileged-port");

        await using (var wrong = await Deployed.StartAsync(pair.Wrong, PortsAsInKubernetes))
        {
            await wrong.BecomesAsync("{{.State.Status}} {{.State.ExitCode}}", "exited 1");
            Assert.Contains("EACCES", await wrong.Server.LogAsync(), StringComparison.Ordinal);
        }
        await using (var right = await Deployed.StartAsync(pair.Right, PortsAsInKubernetes))
            await right.WritesAsync("listening");
    }

    [Fact]
    public async Task A_build_makes_the_last_stage_and_that_serves_nobody()
    {
        using var pair = await TruthPair.CheckedAsync("wrong-last-stage");

        await using (var wrong = await Deployed.StartAsync(pair.Wrong))
        {
            await wrong.BecomesAsync("{{.State.Status}}", "exited");
            Assert.DoesNotContain("listening", await wrong.Server.LogAsync(), StringComparison.Ordinal);
        }
        await using (var right = await Deployed.StartAsync(pair.Right))
            await right.WritesAsync("listening");
    }

    [Fact]
    public async Task Arguments_without_an_entry_point_are_taken_for_the_program()
    {
        using var pair = await TruthPair.CheckedAsync("args-without-entrypoint");

        var wrong = await Deployed.TryComposeAsync(pair.Wrong, "up", "--detach", "--build", "--pull", "never");
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains("\"--bind\": executable file not found", wrong.Errors, StringComparison.Ordinal);
        await using var right = await Deployed.StartAsync(pair.Right);
        await right.BecomesAsync("{{.State.Running}}", "true");
    }

    [Fact]
    public async Task On_a_read_only_root_without_tmp_a_call_fails()
    {
        using var pair = await TruthPair.CheckedAsync("read-only-needs-tmp");

        await using (var wrong = await Deployed.StartAsync(pair.Wrong))
            Assert.Equal("500 EROFS", await CallInsideAsync(wrong));
        await using (var right = await Deployed.StartAsync(pair.Right))
            Assert.Equal("200 ok", await CallInsideAsync(right));
    }

    private static async Task<string> CallInsideAsync(Deployed deployed)
    {
        await deployed.WritesAsync("listening");
        var call = await deployed.Server.ExecAsync("node", "-e", "fetch('http://127.0.0.1:3000/').then(async r => console.log(r.status, await r.text()))");
        Assert.True(call.Code == 0, call.ToString());
        return call.Output.Trim();
    }
}
