using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;
using Seaworthy.ProcessTests.Supervision;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>SIGHUP and changed files: every worker is another one, and nobody has noticed.</summary>
public class ReloadTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task SIGHUP_under_load_loses_no_call_and_is_never_not_ready(string workers)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--workers", workers] });
        var before = (await server.WorkersAsync()).Select(worker => worker.Pid).ToHashSet();
        var load = new PoolLoad(server, "write", new JsonObject { ["ms"] = 5 });
        await load.StartAsync(8);
        var statuses = new List<int>();

        for (var reload = 1; reload <= 3; reload++)
        {
            server.Send(Signal.Hangup);
            var done = server.WaitForEventAsync(EventIds.ReloadDone, reload);
            while (!done.IsCompleted)
                statuses.Add((await new RawHttp(server.Url).GetAsync("/health/ready")).Status);
            await done;
        }

        await load.ReachAsync(load.Ended + 20);
        Assert.All(await load.StopAsync(), call => Expect.That(call.IsGood, () => $"{call.Answer}\n{server.Describe()}"));
        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.All((await server.WorkersAsync()).Where(worker => worker.Phase == "Serving"), worker => Assert.DoesNotContain(worker.Pid, before));
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
        Assert.Empty(server.Descendants());
    }

    [Fact]
    public async Task A_long_call_is_finished_by_the_worker_that_has_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var old = (await server.WorkersAsync())[0].Pid;
        var call = await CallInFlight.StartAsync(server, client, "write", new JsonObject { ["ms"] = 3000 });

        server.Send(Signal.Hangup);
        await server.WaitForEventAsync(EventIds.ReloadDone);

        Assert.Equal([("Serving", false), ("Retiring", true)], (await server.WorkersAsync()).Select(worker => (worker.Phase, worker.Pid == old)));
        Assert.NotEqual(old.ToString(System.Globalization.CultureInfo.InvariantCulture), (await client.CallAsync("pid")).Text);
        Assert.Equal("slept", (await call.AnswerAsync()).Text);
        await server.WaitForWorkersAsync("Retiring", 0);
        await Eventually.BecomesAsync(server, () => server.Descendants().Count == 1, "the end of the old worker");
    }

    [Fact]
    public async Task A_replacement_that_fails_leaves_the_old_one_and_says_so()
    {
        using var once = new OnceFolder();
        await using var server = await SeaworthyProcess.StartReadyAsync(once.ReadyOnceThen("echo 'Cannot find module' >&2; exit 7"));
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var pid = (await client.CallAsync("pid")).Text;

        server.Send(Signal.Hangup);

        var failed = await server.WaitForEventAsync(EventIds.ReloadFailed);
        Assert.Contains("exit 7", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Cannot find module", failed.Message, StringComparison.Ordinal);
        Assert.Equal(pid, (await client.CallAsync("pid")).Text);
        Assert.DoesNotContain(server.Log.Events, entry => entry.Id == EventIds.PhaseChanged && entry.Field("to") == "Unready");
    }

    [Fact]
    public async Task A_changed_file_reloads()
    {
        var folder = Directory.CreateTempSubdirectory("watched-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "server.js"), "one", TestContext.Current.CancellationToken);
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--watch", folder.FullName] });
        var old = (await server.WorkersAsync())[0].Pid;

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "server.js"), "the other", TestContext.Current.CancellationToken);

        Assert.Contains(folder.FullName, (await server.WaitForEventAsync(EventIds.ReloadBegan)).Message, StringComparison.Ordinal);
        await server.WaitForEventAsync(EventIds.ReloadDone);
        Assert.NotEqual(old, (await server.WorkersAsync())[0].Pid);
        folder.Delete(recursive: true);
    }
}
