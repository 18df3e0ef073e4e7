using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;
using Seaworthy.ProcessTests.Supervision;

namespace Seaworthy.ProcessTests.Isolation;

/// <summary>A session that says nothing for <c>--session-idle</c> loses its process, and nobody else does.</summary>
public class IdleTests
{
    [Fact]
    public async Task The_process_of_an_idle_session_is_gone_and_the_session_wakes_up_as_who_it_was()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Isolated.Command("--session-idle", "5s"));
        var (anne, bob) = (await ConnectAsync(server, "anne"), await ConnectAsync(server, "bob"));
        var (annes, bobs) = (await Isolated.PidAsync(anne), await Isolated.PidAsync(bob));
        await anne.RequestAsync("logging/setLevel", new() { ["level"] = "error" });

        await Eventually.BecomesAsync(server, async () =>
        {
            Assert.Equal(bobs, await Isolated.PidAsync(bob));
            return server.Descendants().All(entry => entry.Pid != annes);
        }, $"the end of {annes}");

        var sessions = (await server.HealthAsync()).GetProperty("sessions");
        Assert.Equal((1, 1), (sessions.GetProperty("open").GetInt32(), sessions.GetProperty("asleep").GetInt32()));
        Assert.StartsWith("anne, level error", (await anne.CallAsync("client")).Text, StringComparison.Ordinal);
        Assert.NotEqual(annes, await Isolated.PidAsync(anne));
        Assert.Equal(bobs, await Isolated.PidAsync(bob));
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task A_call_or_a_task_keeps_it()
    {
        var command = Isolated.Command("--session-idle", "500ms");
        await using var server = await SeaworthyProcess.StartReadyAsync(command with { Worker = [.. command.Worker, "--tasks"] });
        var (calling, waiting, idle) = (await ConnectAsync(server, "calling"), await ConnectAsync(server, "waiting"), await ConnectAsync(server, "idle"));
        var idles = await Isolated.PidAsync(idle);
        var call = calling.CallAsync("sleep", new JsonObject { ["ms"] = 3000 });
        await waiting.RequestAsync("tools/call", new() { ["name"] = "sleep", ["arguments"] = new JsonObject { ["ms"] = 600_000 }, ["task"] = new JsonObject() });
        var waitings = await Isolated.PidAsync(waiting);

        await Eventually.BecomesAsync(server, () => server.Descendants().All(entry => entry.Pid != idles), $"the end of {idles}");

        Assert.Equal("slept", (await call).Text);
        Assert.Equal(waitings, await Isolated.PidAsync(waiting));
    }

    private static Task<RawMcp> ConnectAsync(SeaworthyProcess server, string name) => RawMcp.ConnectAsync(server.Endpoint, Revision.November2025, name: name);
}
