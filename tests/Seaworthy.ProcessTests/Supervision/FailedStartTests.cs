using System.Globalization;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>Servers that do not start, and what their operator is told.</summary>
public class FailedStartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_does_not_exist_is_named_and_ends_it_at_once(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartAsync(new RunCommand("no-such-mcp-server", "--flag") with { AsPid1 = asPid1 });

        Assert.Contains("no-such-mcp-server", (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Message, StringComparison.Ordinal);
        await server.AssertExitAsync(3);
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.WorkerDied);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_and_its_last_words_are_shown()
    {
        await using var server = await SeaworthyProcess.StartAsync(
            RunCommand.Stub("--never-ready", "--flood-stderr", "3", "--stderr-line-bytes", "17") with { Options = ["--start-timeout", "4s"] });
        await server.ListeningAsync();
        await server.WaitForEventAsync(EventIds.WorkerStarted);
        var startup = await new RawHttp(server.Url).GetAsync("/health/startup");

        var gaveUp = await server.WaitForEventAsync(EventIds.WorkerNeverReady);

        Assert.Equal(503, startup.Status);
        Assert.Contains("--start-timeout", gaveUp.Message, StringComparison.Ordinal);
        Assert.Contains(new string('e', 17), gaveUp.Message, StringComparison.Ordinal);
        var exit = await server.AssertExitAsync(3);
        Assert.True(exit.Since(server.StartedAt) >= TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_started_again_ever_more_slowly_until_the_start_timeout()
    {
        await using var server = await SeaworthyProcess.StartAsync(
            RunCommand.Stub("--exit-at-start", "9") with { Options = ["--start-timeout", "8s"] });

        var waits = new List<double>();
        for (var death = 1; death <= 3; death++)
        {
            var died = await server.WaitForEventAsync(EventIds.WorkerDied, death);
            Assert.Contains("exit 9", died.Message, StringComparison.Ordinal);
            waits.Add(Milliseconds(died.Field("wait")));
        }

        // 0.1 s doubling, less up to a quarter of jitter.
        Assert.InRange(waits[0], 75, 100);
        Assert.InRange(waits[1], 150, 200);
        Assert.InRange(waits[2], 300, 400);
        Assert.Contains("exit 9", (await server.WaitForEventAsync(EventIds.WorkerNeverReady)).Message, StringComparison.Ordinal);
        await server.AssertExitAsync(3);
    }

    [Fact]
    public async Task A_server_that_listens_on_a_port_instead_is_recognised()
    {
        await using var server = await SeaworthyProcess.StartAsync(
            RunCommand.Stub("--listen-port", "0") with { Options = ["--start-timeout", "10m"] });
        await server.WaitForEventAsync(EventIds.WorkerStarted);
        var said = await server.WaitForEventAsync(
            entry => entry.Id == EventIds.WorkerStderr && entry.Field("line").StartsWith("listening ", StringComparison.Ordinal), "the port");

        var hint = await server.WaitForEventAsync(EventIds.WorkerSilentListener);

        Assert.Equal(said.Field("line").Split(' ')[1], hint.Field("port"));
        Assert.Contains("HTTP", hint.Message, StringComparison.Ordinal);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_slow_start_is_no_failure_and_calls_wait_for_it()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub("--slow-start", "1500"));
        await server.ListeningAsync();

        Assert.Equal(503, (await new RawHttp(server.Url).GetAsync("/health/ready")).Status);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);

        Assert.True((await client.CallAsync("echo")).IsAnswered);
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.WorkerDied);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    private static double Milliseconds(string duration) => duration.EndsWith("ms", StringComparison.Ordinal)
        ? double.Parse(duration[..^2], CultureInfo.InvariantCulture)
        : double.Parse(duration[..^1], CultureInfo.InvariantCulture) * 1000;
}
