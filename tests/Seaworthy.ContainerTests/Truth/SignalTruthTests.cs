using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>Whether the stop signal reaches a handler. A server that drains says so, and exits with 0.</summary>
public class SignalTruthTests
{
    // One that never hears of the stop need not be waited for; one that does may take its time on a busy machine.
    private const int Short = 2;
    private const int Long = 60;

    [Theory]
    [InlineData("shell-form-command")]
    [InlineData("script-without-exec")]
    [InlineData("shell-wrapped-command")]
    [InlineData("stop-signal-unhandled")]
    [InlineData("no-signal-handler")]
    [InlineData("sigint-only")]
    public Task Where_the_signal_does_not_arrive_the_server_is_killed(string rule) => IsKilledAsync(rule, "listening");

    [Fact]
    public Task Before_its_trap_a_script_hears_nothing() => IsKilledAsync("late-trap", "waiting for the database");

    [Theory]
    // npm ends with 1, or is killed before it has given up.
    [InlineData("package-runner-as-pid1", null, new[] { 1, 137 })]
    [InlineData("init-over-shell", "shell-wrapped-command", new[] { 143 })]
    public async Task Where_something_else_takes_the_signal_the_drain_never_runs(string rule, string? companion, int[] codes)
    {
        using var pair = await TruthPair.CheckedAsync(rule, companion);

        var wrong = await StopAsync(pair.Wrong, "listening", Short);
        var right = await StopAsync(pair.Right, "listening", Long);

        Assert.True(codes.Contains(wrong.ExitCode), wrong.ToString());
        Assert.DoesNotContain("drained", wrong.Log, StringComparison.Ordinal);
        AssertDrained(right);
    }

    [Fact]
    public async Task Without_an_init_the_orphans_of_a_server_stay_as_zombies()
    {
        using var pair = await TruthPair.CheckedAsync("children-without-reaper");

        await using (var wrong = await Deployed.StartAsync(pair.Wrong))
            await wrong.WritesAsync("zombie");
        await using (var right = await Deployed.StartAsync(pair.Right))
            await right.WritesAsync("reaped");
    }

    private static async Task IsKilledAsync(string rule, string started)
    {
        using var pair = await TruthPair.CheckedAsync(rule);

        var wrong = await StopAsync(pair.Wrong, started, Short);
        var right = await StopAsync(pair.Right, started, Long);

        Assert.True(wrong.ExitCode == 137, wrong.ToString());
        Assert.DoesNotContain("drained", wrong.Log, StringComparison.Ordinal);
        AssertDrained(right);
    }

    private static void AssertDrained(StopReport report)
    {
        Assert.True(report.ExitCode == 0, report.ToString());
        Assert.Contains("drained", report.Log, StringComparison.Ordinal);
    }

    private static async Task<StopReport> StopAsync(string folder, string started, int grace)
    {
        await using var deployed = await Deployed.StartAsync(folder);
        await deployed.WritesAsync(started);
        return await deployed.Server.StopAsync(grace);
    }
}
