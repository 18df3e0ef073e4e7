using System.Globalization;
using System.Text.Json.Nodes;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>
/// Many clients of both eras share ids, call, cancel and hang up in any order, and the worker answers in any order: each answer reaches its
/// caller exactly once, and nothing is left. <c>FUZZ_SEED</c> says which orders.
/// </summary>
public class InterleavingTests(ITestOutputHelper output)
{
    private const int Rounds = 60;
    private const int CallsPerRound = 60;

    private static readonly string[] Ids = ["1", "\"1\"", "\"a\"", "-1"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_answer_reaches_its_caller_exactly_once(bool isModernWorker)
    {
        output.WriteLine($"FUZZ_SEED={FuzzSettings.Seed}");
        for (var round = 0; round < Rounds; round++)
            await RoundAsync(isModernWorker, FuzzSettings.Random(round));
    }

    private static async Task RoundAsync(bool isModernWorker, Random random)
    {
        await using var bridge = await MemoryBridge.StartAsync(isModernWorker);
        var worker = new PuppetWorker(bridge.Worker);
        var working = worker.RunAsync();
        string?[] sessions = [null, null, null, await OpenAsync(bridge), await OpenAsync(bridge), await OpenAsync(bridge)];
        var calls = new List<InterleavedCall>();
        for (var number = 0; number < CallsPerRound; number++)
        {
            var call = new InterleavedCall(string.Create(CultureInfo.InvariantCulture, $"N{number:000}"), Ids[random.Next(Ids.Length)], sessions[random.Next(sessions.Length)]);
            calls.Add(call);
            call.Start(bridge);
            await DisturbAsync(bridge, calls, random);
            for (var steps = random.Next(4); steps > 0; steps--)
                await worker.StepAsync(random);
            if (random.Next(3) == 0)
                await Task.Yield();
        }
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (calls.Any(call => !call.Answer.IsCompleted) || !worker.IsIdle || bridge.Calls.Count > 0)
        {
            Assert.False(guard.IsCancellationRequested, $"never ended: {string.Join(", ", calls.Where(call => !call.Answer.IsCompleted).Select(call => call.Nonce))}");
            await worker.StepAsync(random);
            await Task.Yield();
        }
        await bridge.SettleAsync();
        bridge.Worker.Pipe.CloseInput();
        await working;
        foreach (var call in calls)
        {
            Judge(call, await call.Answer, worker);
            call.Connection.Dispose();
        }
    }

    /// <summary>A client hangs up, or takes a call back, or tries to take back somebody else's.</summary>
    private static async Task DisturbAsync(MemoryBridge bridge, List<InterleavedCall> calls, Random random)
    {
        var call = calls[random.Next(calls.Count)];
        switch (random.Next(5))
        {
            case 0:
                call.HangUp();
                break;
            case 1:
                foreach (var one in calls.Where(one => one.Session is not null && one.Session == call.Session && one.Id == call.Id))
                    one.MayBeCancelled = true;
                Assert.Equal(202, (await call.CancelAsync(bridge)).Status);
                break;
        }
    }

    private static void Judge(InterleavedCall call, MemoryAnswer answer, PuppetWorker worker)
    {
        var messages = answer.Messages();
        var progress = messages.Where(message => message["method"] is not null).Select(message => message["params"]!).ToList();
        Assert.All(progress, one => Assert.Equal((call.Nonce, 7), ((string?)one["message"], (int)one["progressToken"]!)));
        Assert.Equal(progress.Select(one => (int)one["progress"]!).Order(), progress.Select(one => (int)one["progress"]!));
        var answers = messages.Where(message => message["method"] is null).ToList();
        Assert.All(answers, one => Assert.Equal((call.Nonce, call.Id), ((string?)one["result"]!["nonce"], one["id"]!.ToJsonString())));
        Assert.InRange(worker.Given.GetValueOrDefault(call.Nonce), call.IsAbandoned && call.Session is null || call.MayBeCancelled ? 0 : 1, 1);
        var cancelled = worker.Cancelled.GetValueOrDefault(call.Nonce);
        // A client of an older revision that hangs up has not cancelled: its call runs to its end. One of 2026-07-28 has.
        Assert.InRange(cancelled, 0, call.IsAbandoned && call.Session is null || call.MayBeCancelled ? 1 : 0);
        if (!call.IsAbandoned && !call.MayBeCancelled)
            Assert.Same(messages[^1], Assert.Single(answers));
        else
            Assert.InRange(answers.Count, 0, 1);
    }

    private static async Task<string> OpenAsync(MemoryBridge bridge)
    {
        var answer = await bridge.PostAsync([new("Content-Type", ["application/json"])],
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"f","version":"1"}}}"""u8.ToArray(),
            CancellationToken.None);
        Assert.IsType<JsonObject>(Assert.Single(answer.Messages())["result"]);
        return answer.Session;
    }
}
