using System.Text.Json.Nodes;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Rollout;

/// <summary>The promise of the whole: a deploy loses nothing.</summary>
public class RollingRestartTests
{
    private const int Restarts = 10;
    private static readonly string[] Skus = ["AUD-ARIA-BLK", "AUD-ARIA-SND"];

    [Fact]
    public async Task Ten_rolling_restarts_under_load_lose_no_call()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var replicas = await Replicas.StartAsync(image.Tag);
        await StockUpAsync(replicas);

        var (calls, codes) = await RestartUnderLoadAsync(replicas, Restarts, grace: 35);

        var bad = calls.Where(call => call.Fate != Fate.Answered).ToList();
        Assert.True(bad.Count == 0, $"{RolloutLoad.Tally(calls)}, the first: {bad.FirstOrDefault()}\n{await replicas.DescribeAsync()}");
        Assert.All(codes, code => Assert.Equal(0, code));
        // Each answered reservation is there, once, and no other.
        var reserved = await replicas.Database.QueryAsync("SELECT idempotency_key FROM reservations");
        Assert.Equal(calls.Select(call => call.Key).OfType<string>().Order(StringComparer.Ordinal), reserved.Order(StringComparer.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{2 * Restarts} restarts: {RolloutLoad.Tally(calls)}");
    }

    [Fact]
    public async Task Without_the_drain_calls_are_lost()
    {
        // Proof that the load is one that sees losses: the same, with no grace at all (after SIGTERM and no time, a server with nothing to do may still exit 0). And with a balancer that sends no call
        // twice, because sending it again would hide the loss here, where every call may be repeated.
        var image = await ProductImages.SharedRuntimeAsync();
        await using var replicas = await Replicas.StartAsync(image.Tag, sendsAgain: false);
        await StockUpAsync(replicas);

        var (calls, codes) = await RestartUnderLoadAsync(replicas, restarts: 2, grace: null);

        Assert.All(codes, code => Assert.Equal(137, code));
        Assert.True(calls.Exists(call => call.Fate == Fate.Lost), RolloutLoad.Tally(calls));
    }

    private static Task<string[]> StockUpAsync(Replicas replicas) => replicas.Database.QueryAsync("UPDATE stock SET on_hand = 1000000");

    private static async Task<(List<RolloutCall> Calls, List<int> Codes)> RestartUnderLoadAsync(Replicas replicas, int restarts, int? grace)
    {
        var codes = new List<int>();
        var calls = await RolloutLoad.DuringAsync(replicas.Url, Next, async () =>
        {
            for (var restart = 0; restart < restarts; restart++)
                codes.AddRange(await replicas.RestartAsync(grace));
        });
        return (calls, codes);
    }

    // Every third one writes, so that the database can be asked what has happened.
    private static RolloutRequest Next(string caller, int made) => made % 3 != 0
        ? new RolloutRequest(null, "get_product", new JsonObject { ["sku"] = Skus[0] })
        : new RolloutRequest($"{caller}-{made}", "reserve_stock", new JsonObject { ["sku"] = Skus[made % Skus.Length], ["quantity"] = 1, ["idempotencyKey"] = $"{caller}-{made}" });
}
