using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>A trial leaves nothing behind, however it ends. The server here starts a daemon in a session of its own.</summary>
[Collection(OneTrialAtATime.Name)]
public class TidinessTests
{
    private static bool HasDaemon(IReadOnlyList<ProcessEntry> started) => started.Any(entry => entry.Command.StartsWith("sleep 1000", StringComparison.Ordinal));

    [Theory]
    [InlineData(nameof(Signal.Interrupt))]
    [InlineData(nameof(Signal.Terminate))]
    public async Task Stopped_it_takes_everything_with_it(string signal)
    {
        await using var trial = TrialProcess.Start(["--only", "rolling", .. FaultServer.Behind("orphans")]);
        await trial.WaitForAsync(HasDaemon, "a server with its daemon");

        Kernel.Send(trial.Pid, Enum.Parse<Signal>(signal));

        Assert.Equal(2, (await trial.ExitAsync()).Code);
        Assert.Empty(trial.Started);
        Assert.Contains("the trial was stopped", trial.Errors);
    }

    [Fact]
    public async Task Killed_it_is_cleaned_up_after()
    {
        await using var trial = TrialProcess.Start(["--only", "rolling", .. FaultServer.Behind("orphans")]);
        await trial.WaitForAsync(HasDaemon, "a server with its daemon");

        Kernel.Send(trial.Pid, Signal.Kill);

        Assert.Equal(128 + 9, (await trial.ExitAsync()).Code);
        await trial.WaitForAsync(started => started.Count == 0, "the end of everything that it started");
    }
}
