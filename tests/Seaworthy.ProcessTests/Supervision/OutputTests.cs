using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>A worker's stderr and stdout beyond what is polite.</summary>
public class OutputTests
{
    private const long MemoryMargin = 96 << 20;

    [Fact]
    public async Task A_flood_on_stderr_is_counted_and_holds_nothing_up()
    {
        const int Lines = 200_000;
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--flood-stderr", $"{Lines}"));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);
        Assert.True((await client.CallAsync("echo", new JsonObject { ["text"] = "x" })).IsAnswered);

        server.Send(Signal.Terminate);
        await server.ExitAsync();

        var logged = server.Log.Events.Count(e => e.Id == EventIds.WorkerStderr);
        var dropped = server.Log.Events.Where(e => e.Id == EventIds.WorkerStderrDropped).Sum(e => e.Number("count"));
        Assert.Equal(Lines, logged + dropped);
        Assert.InRange(logged, 1000, Lines / 10);
        Assert.Empty(server.Log.Strays);
    }

    [Fact]
    public async Task A_flood_that_never_ends_slows_no_call_and_takes_no_memory()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            new RunCommand("sh", "-c", $"yes flooding >&2 & exec '{Binaries.StubServer}'"));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);
        await server.WaitForEventAsync(EventIds.WorkerStderrDropped);
        var before = Memory(server);

        for (var call = 0; call < 200; call++)
            Assert.True((await client.CallAsync("echo", new JsonObject { ["text"] = "x" })).IsAnswered);
        await server.WaitForEventAsync(EventIds.WorkerStderrDropped, 3);

        Assert.InRange(Memory(server), 0, before + MemoryMargin);
        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task Control_characters_do_not_reach_the_log()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(new RunCommand(
            "sh", "-c", $"printf '\\033[31mred\\033[0m\\a\\n\\033]0;title\\007after\\n' >&2; exec '{Binaries.StubServer}'"));

        await server.WaitForEventAsync(EventIds.WorkerStderr, 2);

        Assert.Equal(["red\\u0007", "after"], server.Log.Events.Where(e => e.Id == EventIds.WorkerStderr).Select(e => e.Field("line")));
    }

    [Fact]
    public async Task An_answer_over_the_limit_costs_that_call_and_nothing_else()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--max-message", "1MiB"] });
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);
        var before = Memory(server);

        for (var round = 0; round < 5; round++)
        {
            Assert.Equal("message_too_large", (await client.CallAsync("big", new JsonObject { ["bytes"] = 64 << 20 })).Reason);
            Assert.True((await client.CallAsync("echo", new JsonObject { ["text"] = "x" })).IsAnswered);
        }

        Assert.InRange(Memory(server), 0, before + (32 << 20));
        Assert.Contains("--max-message allows 1MiB", (await server.WaitForEventAsync(EventIds.WorkerOversizedMessage)).Message);
        Assert.Single(server.Log.Events, e => e.Id == EventIds.WorkerStarted);
    }

    [Fact]
    public async Task Noise_on_stdout_is_logged_once_and_counted()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--banner"));
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        Assert.Equal("despite the noise", (await client.CallAsync("stray")).Text);
        await Eventually.BecomesAsync(server,
            async () => (await WorkerHealth.AskAsync(server)).Worker.GetProperty("noise").GetInt32() >= 6, "the whole noise");

        Assert.Contains("stub-server 1.0 listening on stdio", Assert.Single(server.Log.Events, e => e.Id == EventIds.WorkerNoise).Message);
    }

    private static long Memory(SeaworthyProcess server) => long.Parse(
        Regex.Match(File.ReadAllText($"/proc/{server.Pid}/status"), @"VmRSS:\s+(\d+) kB").Groups[1].Value, CultureInfo.InvariantCulture) * 1024;
}
