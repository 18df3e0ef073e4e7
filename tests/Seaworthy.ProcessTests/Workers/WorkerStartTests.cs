using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Workers;

/// <summary>Starts that go wrong end with exit 3 and say what to do; odd ones work.</summary>
public class WorkerStartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_does_not_exist_is_named(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartAsync(new RunCommand("no-such-command-at-all") { AsPid1 = asPid1 });

        Assert.Equal(3, (await server.ExitAsync()).Code);
        Assert.Contains("no-such-command-at-all", server.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_never_ready_is_given_up_with_its_last_words()
    {
        var stub = RunCommand.Stub("--never-ready", "--flood-stderr", "3") with { Options = ["--start-timeout", "1s"] };
        await using var server = await SeaworthyProcess.StartAsync(stub);

        Assert.Equal(3, (await server.ExitAsync()).Code);
        Assert.Contains("eeee", (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Message, StringComparison.Ordinal);
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task A_worker_that_dies_at_start_is_tried_again_until_the_time_is_up()
    {
        var stub = RunCommand.Stub("--exit-at-start", "7") with { Options = ["--start-timeout", "6s"] };
        await using var server = await SeaworthyProcess.StartAsync(stub);

        Assert.Equal(3, (await server.ExitAsync()).Code);
        Expect.That(server.Log.Events.Count(e => e.Id == EventIds.WorkerDied) > 1, server.Describe);
    }

    [Fact]
    public async Task A_worker_that_listens_and_says_nothing_is_recognised()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub("--listen-port", "0"));

        var hint = await server.WaitForEventAsync(EventIds.WorkerSilentListener);

        Assert.Contains("speak HTTP", hint.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--banner")]
    [InlineData("--slow-start 1500")]
    [InlineData("--flood-stderr 20000")]
    [InlineData("--flood-stderr 3 --stderr-line-bytes 1000000")]
    [InlineData("--before-initialize exit")]
    [InlineData("--before-initialize silent")]
    [InlineData("--revision 2026-07-28")]
    public async Task Odd_starts_work(string flags)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub(flags.Split(' ')));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        Assert.Equal("ahoy", (await client.CallAsync("echo", new() { ["text"] = "ahoy" })).Text);
    }
}
