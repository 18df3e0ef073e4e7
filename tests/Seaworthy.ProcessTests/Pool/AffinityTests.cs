using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>What a worker gave out goes back to it.</summary>
public class AffinityTests
{
    [Fact]
    public async Task A_cursor_goes_to_the_worker_that_gave_it_out_and_is_refused_when_that_is_gone()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            RunCommand.Stub("--tools-a-page", "3") with { Options = ["--workers", "3", "--spare", "0"] });
        await server.WaitForWorkersAsync("Serving", 3);
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);

        for (var walk = 0; walk < 5; walk++)
            Assert.True(await CountAsync(client) > 20);

        var first = await client.RequestAsync("tools/list");
        foreach (var worker in await server.WorkersAsync())
            Kernel.Send(worker.Pid, Signal.Kill);
        await server.WaitForPhaseAsync("Ready", 2);
        var next = await client.RequestAsync("tools/list", new JsonObject { ["cursor"] = first.Result.GetProperty("nextCursor").GetString() });
        Assert.Equal((-32602, 200), (next.ErrorCode, next.Raw.Status));
    }

    private static async Task<int> CountAsync(RawMcp client)
    {
        var tools = 0;
        string? cursor = null;
        do
        {
            var page = (await client.RequestAsync("tools/list", cursor is null ? [] : new JsonObject { ["cursor"] = cursor })).Result;
            tools += page.GetProperty("tools").GetArrayLength();
            cursor = page.TryGetProperty("nextCursor", out var more) ? more.GetString() : null;
        }
        while (cursor is not null);
        return tools;
    }
}
