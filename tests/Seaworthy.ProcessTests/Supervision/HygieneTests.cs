using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>No zombie and no orphan, whatever a worker leaves behind.</summary>
public class HygieneTests
{
    private static readonly string[] Lingering = ["--double-fork", "--stubborn-child", "--hold-stdout"];

    /// <summary>What the worker does, and whether we are PID 1.</summary>
    public static TheoryData<string, bool> Misdeeds
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var pid1 in new[] { false, true })
            {
                rows.Add("--double-fork", pid1);
                rows.Add("--stubborn-child", pid1);
                rows.Add("--hold-stdout", pid1);
                rows.Add("--double-fork --stubborn-child --hold-stdout --ignore-eof --ignore-sigterm", pid1);
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public async Task A_stop_leaves_nothing(string flags, bool pid1)
    {
        await using var server = await StartAsync(Direct(flags) with { AsPid1 = pid1 }, flags);

        server.Send(Signal.Terminate);
        var exit = await server.ExitAsync();

        Assert.Equal((0, false), (exit.Code, exit.OutputHeldOpen));
        Assert.Empty(server.Descendants());
    }

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public async Task A_crash_leaves_nothing_for_the_next_worker(string flags, bool pid1)
    {
        await using var server = await StartAsync(Direct(flags) with { AsPid1 = pid1 }, flags);
        var before = server.Descendants().Count;
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        for (var crash = 1; crash <= 3; crash++)
        {
            Assert.Equal("worker_lost", (await client.CallAsync("abort", new JsonObject { ["signal"] = 9 })).Reason);
            await server.WaitForPhaseAsync("Ready", crash + 1);
            await LingerersAsync(server, flags, crash + 1);
        }

        await Eventually.BecomesAsync(server, () => server.Descendants().Count == before, $"{before} processes again");
        await Eventually.BecomesAsync(server, () => ProcessTable.Children(server.Pid).All(child => child.State != 'Z'), "no zombie");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shell_in_between_goes_with_its_server(bool pid1)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            new RunCommand("sh", "-c", $"'{Binaries.StubServer}' --ignore-sigterm; exit 9") { AsPid1 = pid1 });
        Assert.InRange(server.Descendants().Count, 2, 3);

        server.Send(Signal.Terminate);

        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Empty(server.Descendants());
    }

    [Theory]
    [InlineData("")]
    [InlineData("--ignore-eof --ignore-sigterm")]
    public async Task SIGKILL_takes_the_worker_along(string flags)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Direct(flags));

        server.Send(Signal.Kill);

        await Eventually.BecomesAsync(server, () => server.Descendants().Count == 0, "the worker's end");
    }

    [Fact]
    public async Task SIGKILL_takes_a_server_behind_a_shell_along_by_the_end_of_its_input()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(new RunCommand("sh", "-c", $"'{Binaries.StubServer}'; exit 9"));
        Assert.Equal(2, server.Descendants().Count);

        server.Send(Signal.Kill);

        await Eventually.BecomesAsync(server, () => server.Descendants().Count == 0, "the server's end");
    }

    private static RunCommand Direct(string flags) => RunCommand.Stub(flags.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static async Task<SeaworthyProcess> StartAsync(RunCommand command, string flags)
    {
        var server = await SeaworthyProcess.StartReadyAsync(command);
        await LingerersAsync(server, flags, workers: 1);
        return server;
    }

    /// <summary>Waits until each that stays behind has said that it is there.</summary>
    private static Task<LogEvent> LingerersAsync(SeaworthyProcess server, string flags, int workers)
    {
        var each = Lingering.Count(flag => flags.Contains(flag, StringComparison.Ordinal));
        return server.WaitForEventAsync(
            e => e.Id == EventIds.WorkerStderr && e.Field("line").StartsWith("left ", StringComparison.Ordinal), "the report of what stays behind", each * workers);
    }
}
