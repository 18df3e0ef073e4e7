using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Stopping;

/// <summary>Whatever a worker does, nothing of it outlives the stop.</summary>
public class LeftoverTests
{
    /// <summary>Flags of the stub, whether as PID 1.</summary>
    public static TheoryData<string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool>();
            foreach (var flags in new[] { "--ignore-eof", "--ignore-sigterm --ignore-eof", "--double-fork", "--stubborn-child", "--hold-stdout" })
            {
                ways.Add(flags, false);
                ways.Add(flags, true);
            }
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Nothing_is_left_of_a_worker_that_does_not_want_to_go(string flags, bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub(flags.Split(' ')) with { AsPid1 = asPid1 });

        var signalled = server.Send(Signal.Terminate);

        var exit = await server.ExitAsync();
        Assert.Equal(0, exit.Code);
        Assert.False(exit.OutputHeldOpen);
        Assert.True(exit.Since(signalled) < TimeSpan.FromSeconds(5), $"It took {exit.Since(signalled)}.");
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task When_seaworthy_itself_is_killed_its_worker_goes_too()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ignore-eof", "--ignore-sigterm"));
        var worker = Assert.Single(server.Descendants());

        server.Send(Signal.Kill);

        Assert.Equal(137, (await server.ExitAsync()).Code);
        await server.Guard.WatchAsync(ProcessTable.GoneAsync(worker.Pid), "the end of the worker");
    }
}
