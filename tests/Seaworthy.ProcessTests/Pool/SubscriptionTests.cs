using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;
using Seaworthy.ProcessTests.Supervision;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Sessions that share workers subscribe to a resource: one worker tells of it, and when that goes another does.</summary>
public class SubscriptionTests
{
    private const string Resource = "file:///a";

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task The_death_of_the_worker_that_tells_of_it_ends_nobodys_subscription(string workers)
    {
        using var ledger = new LedgerFile();
        await using var server = await StartAsync(ledger, workers);
        var (anne, bob) = (await SubscribedAsync(server), await SubscribedAsync(server));
        using var annes = await anne.OpenStreamAsync();
        using var bobs = await bob.OpenStreamAsync();
        await TouchAsync(server, anne);
        await HearAsync(annes, 1);
        await HearAsync(bobs, 1);
        var first = Assert.Single(Asked(ledger));

        Assert.True(Kernel.Send(first.Pid, Signal.Kill));

        await Eventually.BecomesAsync(server, () => Asked(ledger).Count == 2, "another subscription");
        Assert.NotEqual(first.Pid, Asked(ledger)[1].Pid);
        // Nobody knows what was missed: that is told once, and then what is touched.
        await HearAsync(annes, 2);
        await HearAsync(bobs, 2);
        await TouchAsync(server, anne);
        await HearAsync(annes, 3);
        await HearAsync(bobs, 3);

        await anne.RequestAsync("resources/unsubscribe", Named());
        Assert.Equal(2, Asked(ledger).Count);
        await bob.RequestAsync("resources/unsubscribe", Named());
        Assert.Equal(["subscribed", "subscribed", "unsubscribed"], Asked(ledger).Select(entry => entry.Happened));
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_reload_takes_it_along(string workers)
    {
        using var ledger = new LedgerFile();
        await using var server = await StartAsync(ledger, workers);
        var client = await SubscribedAsync(server);
        using var stream = await client.OpenStreamAsync();
        Assert.True(await stream.ReadUntilAsync("retry:"), stream.Body);

        server.Send(Signal.Hangup);
        await server.WaitForEventAsync(EventIds.ReloadDone);

        await server.WaitForWorkersAsync("Retiring", 0);
        var serving = (await server.WorkersAsync()).Select(worker => worker.Pid).ToList();
        await Eventually.BecomesAsync(server, () => serving.Contains(Asked(ledger).Last(entry => entry.Happened == "subscribed").Pid), "a new worker that tells");
        await Eventually.BecomesAsync(server, () => Asked(ledger) is var all && all.Count(Takes) == all.Count - all.Count(Takes) + 1, "no old one that tells");
        await TouchAsync(server, client);
        await HearAsync(stream, 1);
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_session_that_is_deleted_takes_its_subscription_back()
    {
        using var ledger = new LedgerFile();
        await using var server = await StartAsync(ledger, "1");
        var client = await SubscribedAsync(server);

        Assert.Equal(204, (await client.Http.ExchangeAsync(client.Delete())).Status);

        await ledger.WaitForAsync(server, "unsubscribed", Resource);
    }

    /// <summary>What workers were asked for, without the calls.</summary>
    private static List<LedgerEntry> Asked(LedgerFile ledger) => [.. ledger.Read().Where(entry => entry.Tool == Resource)];

    private static bool Takes(LedgerEntry entry) => entry.Happened == "subscribed";

    private static Task<SeaworthyProcess> StartAsync(LedgerFile ledger, string workers) =>
        SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ledger", ledger.Path) with { Options = ["--workers", workers, "--spare", "0"] });

    private static async Task<RawMcp> SubscribedAsync(SeaworthyProcess server)
    {
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        Assert.Equal("{}", (await client.RequestAsync("resources/subscribe", Named())).Result.GetRawText());
        return client;
    }

    /// <summary>Calls until the worker that tells of it has the call.</summary>
    private static Task TouchAsync(SeaworthyProcess server, RawMcp client) =>
        Eventually.BecomesAsync(server, async () => (await client.CallAsync("touch", Named())).Text == "told", "a touch that is told");

    private static async Task HearAsync(McpStream stream, int updates)
    {
        while (Heard(stream) < updates)
            Assert.True(await stream.ReadMoreAsync(), stream.Body);
        Assert.Equal(updates, Heard(stream));
    }

    private static int Heard(McpStream stream) => stream.Events.Count(each => each.Data.Contains("notifications/resources/updated", StringComparison.Ordinal));

    private static JsonObject Named() => new() { ["uri"] = Resource };
}
