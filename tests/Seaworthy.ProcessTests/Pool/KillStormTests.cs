using System.Globalization;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>
/// SIGKILL of a random worker again and again, under load. <c>bench/pool.sh</c> does it for a minute. Between two kills enough calls end that those
/// of the first have had their second try, however slow the machine is.
/// </summary>
public class KillStormTests
{
    private const int Callers = 16;

    private static readonly TimeSpan BetweenKills = TimeSpan.FromMilliseconds(200);

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("POOL_KILLS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Callers_of_a_read_only_tool_see_none_of_it()
    {
        using var ledger = new LedgerFile();
        await using var server = await StartAsync(ledger);

        var (calls, ran) = await StormAsync(server, ledger, "sleep");

        var bad = calls.FirstOrDefault(call => !call.IsGood);
        Expect.That(bad is null, () => $"Call {bad?.Number}: {bad?.Answer}\n{server.Describe()}");
        Assert.Contains(ran, entry => entry.Value == 2);
    }

    [Fact]
    public async Task Callers_of_any_other_tool_get_one_honest_answer_and_nothing_runs_twice()
    {
        using var ledger = new LedgerFile();
        await using var server = await StartAsync(ledger);

        var (calls, ran) = await StormAsync(server, ledger, "write");

        var dishonest = calls.FirstOrDefault(call => !IsHonest(call, ran.GetValueOrDefault(call.Number)));
        Expect.That(dishonest is null, () => $"Call {dishonest?.Number} ran {ran.GetValueOrDefault(dishonest?.Number ?? 0)} times and was answered: {dishonest?.Answer}\n{server.Describe()}");
        Assert.Contains(calls, call => !call.IsGood);
        Assert.Contains(calls, call => call.IsGood);
    }

    private static bool IsHonest(PoolCall call, int times) => call.IsGood ? times == 1
        : call.Answer is { IsAnswered: true, Reason: "worker_lost", Outcome: "unknown", Raw.Status: 200 } ? times <= 1
        : call.Answer is { IsAnswered: true, Reason: "worker_lost", Outcome: "not_started", Raw.Status: 503 } && times == 0;

    private static Task<SeaworthyProcess> StartAsync(LedgerFile ledger) => SeaworthyProcess.StartReadyAsync(
        RunCommand.Stub("--ledger", ledger.Path) with { Options = ["--workers", "2", "--queue-timeout", "25s"] });

    private static async Task<(IReadOnlyList<PoolCall> Calls, IReadOnlyDictionary<int, int> Ran)> StormAsync(
        SeaworthyProcess server, LedgerFile ledger, string tool)
    {
        await server.WaitForWorkersAsync("Serving", 2);
        var load = new PoolLoad(server, tool, new JsonObject { ["ms"] = 3 });
        await load.StartAsync(Callers);
        await load.ReachAsync(100);
        var random = new Random(7);
        using var beat = new PeriodicTimer(BetweenKills, TimeProvider.System);
        for (var kills = 0; kills < Kills; await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            var serving = (await server.WorkersAsync()).Where(worker => worker.Phase == "Serving").ToList();
            if (serving.Count == 0 || !Kernel.Send(serving[random.Next(serving.Count)].Pid, Signal.Kill))
                continue;
            kills++;
            await load.ReachAsync(load.Ended + 3 * Callers);
        }
        await load.ReachAsync(load.Ended + 100);
        var calls = await load.StopAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tool}: {calls.Count} calls, {calls.Count(call => !call.IsGood)} failed, {Kills} kills"));
        return (calls, ledger.Read().Where(entry => entry.Happened == "received")
            .GroupBy(entry => int.Parse(entry.N, CultureInfo.InvariantCulture)).ToDictionary(group => group.Key, group => group.Count()));
    }
}
