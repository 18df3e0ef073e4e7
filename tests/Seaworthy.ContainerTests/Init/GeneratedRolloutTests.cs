using System.Text.Json.Nodes;
using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Rollout;

namespace Seaworthy.ContainerTests.Init;

/// <summary>The promise of the whole, for a server that knows nothing of it: a deploy loses nothing.</summary>
public class GeneratedRolloutTests
{
    private const int Restarts = 10;

    // Between two restarts, as in Replicas: calls that wait for an address that is gone must have found the other replica.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Ten_rolling_restarts_of_two_replicas_from_Compose_lose_no_call()
    {
        var generated = await GeneratedServer.OfAsync("node-stdio");
        await using var network = await Network.CreateWithAddressesAsync();
        await using var first = await ComposeReplica.UpAsync(generated, network, 1);
        await using var second = await ComposeReplica.UpAsync(generated, network, 2);
        await using var balancer = await Balancer.StartAsync(network);

        var codes = new List<int>();
        var calls = await RolloutLoad.DuringAsync(balancer.Url, Next, async () =>
        {
            for (var restart = 0; restart < Restarts; restart++)
            {
                foreach (var replica in new[] { first, second })
                {
                    codes.Add(await replica.RestartAsync());
                    await Task.Delay(Settling, TimeProvider.System, TestContext.Current.CancellationToken);
                }
            }
        });

        var bad = calls.Where(call => call.Fate != Fate.Answered).ToList();
        Assert.True(
            bad.Count == 0,
            $"{RolloutLoad.Tally(calls)}, the first: {bad.FirstOrDefault()}\n{await first.LogAsync()}\n{await second.LogAsync()}\n{await balancer.Container.LogAsync()}");
        Assert.All(codes, code => Assert.Equal(0, code));
        TestContext.Current.TestOutputHelper?.WriteLine($"{2 * Restarts} restarts: {RolloutLoad.Tally(calls)}");
    }

    // Most take a moment, so that a stop finds some of them in the middle.
    private static RolloutRequest Next(string caller, int made) => made % 3 == 0
        ? new RolloutRequest(null, "echo", new JsonObject { ["text"] = $"{caller} {made}" })
        : new RolloutRequest(null, "sleep", new JsonObject { ["ms"] = 20 + (made % 7 * 20) });
}
