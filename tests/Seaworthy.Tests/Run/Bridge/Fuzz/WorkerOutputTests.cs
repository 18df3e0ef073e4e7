using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>
/// Whatever a worker writes, each call gets its own progress and its own answer once, and what follows is read as usual.
/// <c>FUZZ_MESSAGES</c> says how many, <c>FUZZ_SEED</c> which.
/// </summary>
public class WorkerOutputTests(ITestOutputHelper output)
{
    private const int LinesPerRound = 50;

    // Long enough to be told from every other number in a mutated line.
    private const long FirstId = 50_000_000;

    private static readonly string[] Lines =
    [
        """{"jsonrpc":"2.0","id":ID,"result":{"content":[{"type":"text","text":"x"}]}}""",
        """{"jsonrpc":"2.0","id":ID,"error":{"code":-32002,"message":"x"}}""",
        """{"result":{"a":[1,{"b":"c"}]},"id":"ID","jsonrpc":"2.0"}""",
        """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":ID,"progress":1}}""",
        """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":ID}}""",
        """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}""",
        """{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":ID}}}""",
        """{"jsonrpc":"2.0","id":ID,"method":"elicitation/create","params":{}}""",
        """{"jsonrpc":"2.0","id":"s","method":"ping"}""",
        """[{"jsonrpc":"2.0","id":ID,"result":{}},{"jsonrpc":"2.0","method":"x"},5]""",
        "Loading model weights…",
        $"{{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{{\"big\":\"{new string('b', 12_000)}\"}}}}",
    ];

    [Fact]
    public async Task A_worker_may_write_anything()
    {
        var (seed, count) = (FuzzSettings.Seed, FuzzSettings.Messages);
        output.WriteLine($"FUZZ_SEED={seed}, {count} lines");
        while (WorkerPipe.NextId() < FirstId)
        {
        }
        var written = 0;
        for (var round = 0; written < count; round++)
        {
            await using var worker = new FakeWorker(maxMessage: 10_000);
            for (var again = 0; again < 20 && written < count; again++)
                written += await RoundAsync(worker, FuzzSettings.Random(round, again), $"seed {seed}, round {round}.{again}");
        }
        output.WriteLine($"{written} lines were written");
    }

    private static async Task<int> RoundAsync(FakeWorker worker, Random random, string name)
    {
        TestCall[] victims = [new(worker.Pipe, "1", "1"), new(worker.Pipe, "1", wantsLog: true), new(worker.Pipe, "\"l\"", method: "subscriptions/listen")];
        TestCall[] calls = [new(worker.Pipe, "1", "1"), new(worker.Pipe, "\"1\"", "\"t\""), new(worker.Pipe, "-1", "1")];
        for (var i = 0; i < victims.Length + calls.Length; i++)
            _ = await worker.ReadLineAsync();
        var protectedIds = calls.Select(call => call.Call.Id.ToString(CultureInfo.InvariantCulture)).ToArray();
        var steps = new int[calls.Length];
        var written = 0;
        var output = new List<byte>();
        while (written < LinesPerRound)
        {
            if (random.Next(10) == 0 && random.Next(calls.Length) is var at)
                output.AddRange(Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{{\"progressToken\":{protectedIds[at]},\"progress\":{++steps[at]}}}}}\n"));
            var id = random.Next(4) == 0 ? "7" : victims[random.Next(victims.Length)].Call.Id.ToString(CultureInfo.InvariantCulture);
            var line = Mutation.Of(Encoding.UTF8.GetBytes(Lines[random.Next(Lines.Length)].Replace("ID", id, StringComparison.Ordinal)), random);
            if (protectedIds.Any(kept => line.AsSpan().IndexOf(Encoding.ASCII.GetBytes(kept)) >= 0))
                continue;
            output.AddRange(line);
            output.Add((byte)'\n');
            written++;
        }
        // In pieces that have nothing to do with lines.
        foreach (var piece in output.Chunk(random.Next(1_000, 20_000)))
            await worker.WriteAsync(piece);
        for (var i = 0; i < calls.Length; i++)
        {
            await worker.AnswerAsync(new JsonObject { ["id"] = calls[i].Call.Id }, $"{{\"own\":{protectedIds[i]}}}");
            await AssertAnsweredAsync(worker, calls[i], protectedIds[i], steps[i], name);
        }
        foreach (var victim in victims)
        {
            worker.Pipe.Cancel(victim.Call, "the round is over");
            victim.Dispose();
        }
        Assert.Equal(0, worker.Pipe.InFlight);
        await DrainAsync(worker, victims);
        return written;
    }

    private static async Task AssertAnsweredAsync(FakeWorker worker, TestCall call, string own, int steps, string name)
    {
        for (var step = 1; step <= steps; step++)
        {
            var progress = JsonNode.Parse((await NextAsync(worker, call, name)).Message)!["params"]!;
            Assert.True((int)progress["progress"]! == step && progress["progressToken"]!.ToJsonString() == Encoding.UTF8.GetString(call.Call.ClientToken), name);
        }
        var answer = await NextAsync(worker, call, name);
        Assert.True(answer.Kind == MailKind.Answer, $"{name}: {answer.Kind} {answer.Error}");
        var message = JsonNode.Parse(answer.Message)!;
        Assert.True(message["result"]!["own"]!.ToJsonString() == own && message["id"]!.ToJsonString() == Encoding.UTF8.GetString(call.Call.ClientId), name);
        Assert.False(call.HasMail, name);
        call.Dispose();
    }

    private static async Task<Mail> NextAsync(FakeWorker worker, TestCall call, string name)
    {
        var next = call.NextAsync();
        if (await Task.WhenAny(next, worker.Running) != next)
        {
            await worker.Running;
            Assert.Fail($"{name}: its output is read no more");
        }
        return await next;
    }

    /// <summary>What the worker was told meanwhile: answers to its requests, and the cancellations of the victims that were left.</summary>
    private static async Task DrainAsync(FakeWorker worker, TestCall[] victims)
    {
        using var last = new TestCall(worker.Pipe, "\"last\"");
        while (JsonNode.Parse((await worker.ReadLineAsync())!) is var line && (string?)line!["method"] != "tools/call")
            Assert.True(line["method"] is null || victims.Any(victim => victim.Call.Id == (long?)line["params"]!["requestId"]));
        worker.Pipe.Cancel(last.Call, "the round is over");
        _ = await worker.ReadLineAsync();
    }
}
