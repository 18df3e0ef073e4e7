namespace Seaworthy.Processes.Tests;

public sealed class StopLadderTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact(Timeout = 30_000)]
    public async Task A_polite_server_leaves_at_the_end_of_its_input()
    {
        await using var child = await Stub.StartAsync();
        await child.ReadyAsync();

        var report = await child.StopAsync(new StopTimes(Stub.Long, Stub.Long), Stub.Cancelled);

        Assert.Equal((StopStep.EndOfInput, new ChildExit(0), 0), (report.Step, report.Exit, report.Swept));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_ignores_the_end_of_its_input_gets_SIGTERM()
    {
        await using var child = await Stub.StartAsync("--ignore-eof");
        await child.ReadyAsync();

        var report = await child.StopAsync(new StopTimes(Short, Stub.Long), Stub.Cancelled);

        Assert.Equal((StopStep.Terminated, new ChildExit(143)), (report.Step, report.Exit));
        Assert.True(report.Took >= Short);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_ignores_SIGTERM_is_killed()
    {
        await using var child = await Stub.StartAsync("--ignore-eof", "--ignore-sigterm");
        await child.ReadyAsync();

        var report = await child.StopAsync(new StopTimes(Short, Short), Stub.Cancelled);

        Assert.Equal((StopStep.Killed, new ChildExit(137) { KilledByUs = true }), (report.Step, report.Exit));
        Assert.True(report.Took >= Short + Short);
    }

    [Fact(Timeout = 30_000)]
    public async Task Impatience_kills_at_once()
    {
        await using var child = await Stub.StartAsync("--ignore-eof", "--ignore-sigterm");
        await child.ReadyAsync();
        using var kill = new CancellationTokenSource();
        var stopping = child.StopAsync(new StopTimes(Stub.Long, Stub.Long), kill.Token);

        await kill.CancelAsync();

        var report = await stopping;
        Assert.Equal(StopStep.Killed, report.Step);
        Assert.True(report.Took < Stub.Long);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_second_stop_may_be_less_patient()
    {
        await using var child = await Stub.StartAsync("--ignore-eof", "--ignore-sigterm");
        await child.ReadyAsync();
        var patient = child.StopAsync(new StopTimes(Stub.Long, Stub.Long), Stub.Cancelled);

        var second = await child.StopAsync(StopTimes.Immediate, Stub.Cancelled);

        Assert.Equal(StopStep.Killed, second.Step);
        Assert.Equal(second.Exit, (await patient).Exit);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_has_gone_is_not_stopped_again()
    {
        await using var child = await Stub.StartAsync("--exit-at-start", "9");
        _ = await child.Exited;

        var report = await child.StopAsync(StopTimes.Default, Stub.Cancelled);

        Assert.Equal((StopStep.AlreadyExited, new ChildExit(9), 0), (report.Step, report.Exit, report.Swept));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_write_that_waits_for_room_does_not_hold_up_the_stop()
    {
        await using var child = await Stub.ShellAsync("echo up; exec sleep 1000");
        _ = await child.StandardOutput.ReadAtLeastAsync(new byte[3], 3, throwOnEndOfStream: true, Stub.Cancelled);
        var write = child.StandardInput.WriteAsync(new byte[1 << 20], Stub.Cancelled).AsTask();
        Assert.False(write.IsCompleted);

        var report = await child.StopAsync(new StopTimes(Short, Stub.Long), Stub.Cancelled);

        Assert.Equal(StopStep.Terminated, report.Step);
        _ = await Assert.ThrowsAnyAsync<IOException>(() => write);
    }
}
