namespace Seaworthy.Processes.Tests;

public sealed class LeftoversTests
{
    private static readonly StopTimes Patient = new(Stub.Long, Stub.Long);

    [Fact(Timeout = 30_000)]
    public async Task A_daemon_in_a_session_of_its_own_is_swept()
    {
        await using var child = await Stub.StartAsync("--double-fork");
        var daemon = Assert.Single(await child.LeftAsync(1));
        Assert.NotEqual(child.Id, ProcStat.Read(daemon)?.SessionId);

        var report = await child.StopAsync(Patient, Stub.Cancelled);

        Assert.Equal((StopStep.EndOfInput, 1), (report.Step, report.Swept));
        Assert.True(ProcStat.Read(daemon) is not { IsZombie: false });
    }

    [Fact(Timeout = 30_000)]
    public async Task A_child_that_ignores_SIGTERM_is_killed()
    {
        await using var child = await Stub.StartAsync("--stubborn-child");
        var stubborn = Assert.Single(await child.LeftAsync(1));
        Assert.Equal(child.Id, ProcStat.Read(stubborn)?.SessionId);

        var report = await child.StopAsync(Patient, Stub.Cancelled);

        Assert.Equal(1, report.Swept);
        Assert.True(ProcStat.Read(stubborn) is not { IsZombie: false });
    }

    [Fact(Timeout = 30_000)]
    public async Task A_daemon_that_holds_stdout_is_swept_and_the_pipe_ends()
    {
        await using var child = await Stub.StartAsync("--hold-stdout");
        _ = await child.LeftAsync(1);

        _ = await child.StopAsync(Patient, Stub.Cancelled);

        Assert.Equal(0, await child.StandardOutput.ReadAsync(new byte[1], Stub.Cancelled));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_crashed_server_left_is_swept()
    {
        await using var child = await Stub.StartAsync("--double-fork", "--stubborn-child", "--ignore-eof");
        var left = await child.LeftAsync(2);
        _ = Native.Libc.Kill(child.Id, (int)ChildSignal.Kill);
        Assert.Equal("killed by SIGKILL: out of memory?", (await child.Exited).Describe());

        var report = await child.StopAsync(StopTimes.Immediate, Stub.Cancelled);

        Assert.Equal((StopStep.AlreadyExited, 2), (report.Step, report.Swept));
        Assert.All(left, id => Assert.True(ProcStat.Read(id) is not { IsZombie: false }));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_neighbour_is_left_alone()
    {
        await using var neighbour = await Stub.ShellAsync("echo up; exec sleep 1000");
        await using var child = await Stub.ShellAsync("true");
        _ = await child.Exited;

        Assert.Equal(0, (await child.StopAsync(StopTimes.Immediate, Stub.Cancelled)).Swept);
        Assert.Equal([neighbour.Id], neighbour.Leftovers.Find());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_session_number_that_somebody_else_got_is_not_ours()
    {
        await using var somebody = await Stub.ShellAsync("echo up; exec sleep 1000");
        var earlier = new Leftovers(somebody.Id, leaderStart: 1, marker: "no-such-marker", TimeProvider.System);

        Assert.Empty(earlier.Find());
    }

    // Session 0 holds PID 1, the kernel's threads and whoever came from outside the pid namespace.
    [Theory(Timeout = 30_000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void No_session_of_the_system_is_ever_ours(int sessionId) =>
        Assert.Empty(new Leftovers(sessionId, leaderStart: 0, marker: "no-such-marker", TimeProvider.System).Find());

    [Fact]
    public void A_marker_that_everything_would_carry_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Leftovers(0, leaderStart: 0, marker: "", TimeProvider.System));
}
