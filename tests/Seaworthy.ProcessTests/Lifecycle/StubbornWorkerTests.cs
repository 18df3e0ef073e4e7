using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>Workers that do not leave when they are asked to.</summary>
public class StubbornWorkerTests
{
    private static readonly TimeSpan AfterEndOfInput = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTerm = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_that_ignores_the_end_of_its_input_and_SIGTERM_is_killed(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub("--ignore-eof", "--ignore-sigterm") with { Options = ["--log-level", "debug"], AsPid1 = asPid1 });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var call = await CallInFlight.StartAsync(server, client, "sleep", new JsonObject { ["ms"] = 500 });

        var signalled = server.Send(Signal.Terminate);

        var answer = await call.AnswerAsync();
        Assert.Equal("slept", answer.Text);
        var exit = await server.AssertExitAsync(0);
        Assert.True(exit.Since(signalled) >= AfterEndOfInput + AfterTerm, "It was not given its time to leave.");
        Assert.Contains("Killed", (await server.WaitForEventAsync(EventIds.WorkerStopped)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_leaves_on_SIGTERM_is_not_killed()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ignore-eof") with { Options = ["--log-level", "debug"] });

        var signalled = server.Send(Signal.Terminate);

        var exit = await server.AssertExitAsync(0);
        Assert.True(exit.Since(signalled) >= AfterEndOfInput, "It was not given its time to leave.");
        Assert.Contains("Terminated", (await server.WaitForEventAsync(EventIds.WorkerStopped)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shell_in_between_and_a_child_that_ignores_SIGTERM_go_with_the_worker(bool asPid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            new RunCommand("/bin/sh", "-c", "\"$0\" --ignore-eof --stubborn-child; exit 0", Binaries.StubServer) with { AsPid1 = asPid1 });

        server.Send(Signal.Terminate);

        await server.AssertExitAsync(0);
    }
}
