namespace Seaworthy.ContainerTests.Truth;

/// <summary>What Compose makes of its file.</summary>
public class ComposeTruthTests
{
    private static readonly string[] Up = ["up", "--detach", "--build", "--pull", "never"];

    [Theory]
    [InlineData("bad-duration", "stop_grace_period")]
    [InlineData("limits-disagree", "mem_limit")]
    public async Task It_refuses_the_file(string rule, string setting)
    {
        using var pair = await TruthPair.CheckedAsync(rule);

        var wrong = await Deployed.TryComposeAsync(pair.Wrong, "config", "--quiet");
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains(setting, wrong.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await Deployed.TryComposeAsync(pair.Right, "config", "--quiet")).Code);
    }

    [Theory]
    [InlineData("fixed-port-replicas", "port is already allocated")]
    [InlineData("container-name-replicas", "container name must be unique")]
    public async Task It_starts_no_second_replica(string rule, string reason)
    {
        using var pair = await TruthPair.CheckedAsync(rule);

        var wrong = await Deployed.TryComposeAsync(pair.Wrong, Up);
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains(reason, wrong.Errors, StringComparison.Ordinal);
        await using var right = await Deployed.StartAsync(pair.Right);
        Assert.Equal(2, (await right.ComposeAsync("ps", "--status", "running", "--quiet", "server")).Split('\n').Length);
    }

    [Fact]
    public async Task It_starts_a_server_before_the_database_that_it_needs()
    {
        using var pair = await TruthPair.CheckedAsync("depends-on-unhealthy");

        await using (var wrong = await Deployed.StartAsync(pair.Wrong))
        {
            await wrong.BecomesAsync("{{.State.Status}} {{.State.ExitCode}}", "exited 1");
            Assert.Contains("ECONNREFUSED", await wrong.Server.LogAsync(), StringComparison.Ordinal);
        }
        await using (var right = await Deployed.StartAsync(pair.Right))
            await right.WritesAsync("listening");
    }

    [Fact]
    public async Task A_crash_that_ends_with_0_is_no_failure_to_restart_from()
    {
        using var pair = await TruthPair.CheckedAsync("crash-exits-zero");

        await using (var wrong = await CrashedAsync(pair.Wrong))
        {
            await wrong.BecomesAsync("{{.State.Status}} {{.State.ExitCode}}", "exited 0");
            Assert.Equal("0", await wrong.Server.InspectAsync("{{.RestartCount}}"));
        }
        await using (var right = await CrashedAsync(pair.Right))
            await right.BecomesAsync("{{.RestartCount}} {{.State.Status}}", "1 running");
    }

    private static async Task<Deployed> CrashedAsync(string folder)
    {
        var deployed = await Deployed.StartAsync(folder);
        try
        {
            await deployed.WritesAsync("listening");
            await (await deployed.HttpAsync()).GetAsync("/crash");
            return deployed;
        }
        catch
        {
            await deployed.DisposeAsync();
            throw;
        }
    }
}
