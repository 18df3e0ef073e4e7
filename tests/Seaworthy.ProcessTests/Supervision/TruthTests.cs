using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>What is said about workers that do not work, and when it is given up.</summary>
public class TruthTests
{
    [Theory]
    [InlineData("no-such-command", "cannot start 'no-such-command': it was not found in PATH (")]
    [InlineData("/no/such/file", "cannot start '/no/such/file': there is no such file")]
    [InlineData("/usr", "cannot start '/usr': it is a folder. Name the program in it")]
    [InlineData("/etc/passwd", "cannot start '/etc/passwd': it is not executable")]
    public async Task A_command_that_cannot_be_started_ends_with_exit_3_at_once(string command, string reason)
    {
        await using var server = await SeaworthyProcess.StartAsync(new RunCommand(command));

        Assert.Contains(reason, (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Message);
        Assert.Equal(3, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_missing_interpreter_is_named()
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "#!/no/such/node\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var server = await SeaworthyProcess.StartAsync(new RunCommand(script));

        Assert.Contains("the interpreter it names (/no/such/node) is not", (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Message);
        await server.ExitAsync();
        File.Delete(script);
    }

    [Fact]
    public async Task A_crash_loop_before_the_first_handshake_ends_with_exit_3()
    {
        await using var server = await SeaworthyProcess.StartAsync(
            new RunCommand("sh", "-c", "echo no database >&2; exit 7") { Options = ["--start-timeout", "5s"] });

        var died = await server.WaitForEventAsync(EventIds.WorkerDied);
        Assert.StartsWith("the worker ended: exit 7 (before it answered its handshake). It is started again in ", died.Message);
        Assert.EndsWith("Last lines of its stderr:\n    no database", died.Message);
        Assert.StartsWith("giving up: no worker became ready within 5s (--start-timeout); the worker ended: exit 7 (",
            (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Message);
        Assert.Equal(3, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_worker_that_never_answers_is_given_up_after_the_start_timeout()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub("--never-ready") with { Options = ["--start-timeout", "1s"] });

        Assert.StartsWith("giving up: the worker took longer than 1s (--start-timeout) until it answered its handshake",
            (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Message);
        Assert.Equal(3, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task A_slow_start_is_no_crash()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub("--slow-start", "2500"));
        await server.ListeningAsync();
        await server.WaitForEventAsync(EventIds.WorkerStarted);

        var starting = await WorkerHealth.AskAsync(server);
        await server.WaitForPhaseAsync("Ready");

        Assert.Equal((503, "Starting"), (starting.HttpStatus, starting.Worker.GetProperty("phase").GetString()));
        Assert.Single(server.Log.Events, e => e.Id == EventIds.WorkerStarted);
    }

    [Fact]
    public async Task A_server_that_once_was_ready_is_given_up_after_its_time()
    {
        using var folder = new OnceFolder();
        await using var server = await SeaworthyProcess.StartReadyAsync(
            folder.ReadyOnceThen("echo the database is gone >&2; exit 7") with { Options = ["--give-up-after", "1s"] });
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        _ = await client.CallAsync("exit", new JsonObject { ["code"] = 5 });

        var lost = await server.WaitForEventAsync(EventIds.WorkerLostForGood);
        Assert.StartsWith("giving up: no worker has been ready for 1s (--give-up-after); the worker ended: exit 7 (", lost.Message);
        Assert.EndsWith("the database is gone", lost.Message);
        Assert.Equal(3, (await server.ExitAsync()).Code);
    }

    [Fact]
    public async Task Health_says_why_nothing_answers()
    {
        using var folder = new OnceFolder();
        await using var server = await SeaworthyProcess.StartReadyAsync(folder.ReadyOnceThen("sleep 1000"));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        _ = await client.CallAsync("abort", new JsonObject { ["signal"] = 11 });
        await server.WaitForEventAsync(EventIds.WorkerStarted, 2);
        var health = await WorkerHealth.AskAsync(server);

        Assert.Equal((503, "the worker ended: killed by SIGSEGV"), (health.HttpStatus, health.Reason));
        Assert.Equal("Starting", health.Worker.GetProperty("phase").GetString());
        Assert.Equal(1, health.Worker.GetProperty("restarts").GetInt32());
        Assert.Equal("killed by SIGSEGV", health.Worker.GetProperty("lastExit").GetString());
        Assert.Equal(503, (await new RawHttp(server.Url).GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await new RawHttp(server.Url).GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task A_death_during_the_drain_is_reported()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--die-after", "1"));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);
        var slow = client.CallAsync("sleep", new JsonObject { ["ms"] = 60_000 });
        await Eventually.BecomesAsync(server,
            async () => (await WorkerHealth.AskAsync(server)).Body.GetProperty("inFlight").GetInt32() == 1, "the call in flight");

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        Assert.True(Kernel.Send(server.Descendants().Single().Pid, Signal.Kill));

        Assert.Equal("worker_lost", (await slow).Reason);
        Assert.Contains("killed by SIGKILL: out of memory?, while the server stops", (await server.WaitForEventAsync(EventIds.WorkerDiedWhileStopping)).Message);
        await server.ExitAsync();
    }
}
