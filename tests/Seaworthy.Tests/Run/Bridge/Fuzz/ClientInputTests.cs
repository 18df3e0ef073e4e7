using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>
/// Whatever a client posts, it is answered with a status of the specification, reaches the worker as one message under an id of the bridge's
/// own or not at all, and gets nothing that is another's. <c>FUZZ_MESSAGES</c> says how many, <c>FUZZ_SEED</c> which.
/// </summary>
public partial class ClientInputTests(ITestOutputHelper output)
{
    private static readonly int[] Statuses = [200, 202, 400, 404, 406, 415];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_may_post_anything(bool isModernWorker)
    {
        var (seed, count) = (FuzzSettings.Seed, FuzzSettings.Messages / 2);
        output.WriteLine($"FUZZ_SEED={seed}, {count} messages");
        await using var bridge = await MemoryBridge.StartAsync(isModernWorker);
        var worker = new EchoingWorker(bridge.Worker);
        var working = worker.RunAsync();
        var session = (await InitializeAsync(bridge)).Session;

        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var (headers, body) = ClientInputs.Create(number, session, FuzzSettings.Random(number));
            using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            MemoryAnswer? answer = null;
            try
            {
                answer = await bridge.PostAsync(headers, body, guard.Token);
                Assert.False(guard.IsCancellationRequested, "It was never answered.");
                Judge(answer, string.Concat(headers.Values.SelectMany(values => values)) + Encoding.UTF8.GetString(body));
            }
            catch (Exception e)
            {
                var shown = string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(" | ", header.Value)}"));
                throw new InvalidOperationException($"Message {number} of seed {seed}:\n{shown}\n{Encoding.UTF8.GetString(body)}\nwas answered with\n{answer}", e);
            }
        });

        bridge.Delete(session);
        await bridge.SettleAsync();
        output.WriteLine($"{worker.Requests} reached the worker");
        Assert.InRange(worker.Requests, count / 20, count);
        Assert.Empty(worker.Faults);
        bridge.Worker.Pipe.CloseInput();
        await working;
    }

    private static Task<MemoryAnswer> InitializeAsync(MemoryBridge bridge) => bridge.PostAsync(
        [new("Content-Type", ["application/json"])],
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"f","version":"1"}}}"""u8.ToArray(),
        CancellationToken.None);

    private static void Judge(MemoryAnswer answer, string request)
    {
        Assert.Contains(answer.Status, Statuses);
        foreach (var message in answer.Messages())
        {
            if (message["method"] is null)
                Assert.True(message.ContainsKey("result") ^ message.ContainsKey("error"));
            if (message["id"] is { } id)
                Assert.Contains(id.GetValue<JsonElement>().GetRawText(), request, StringComparison.Ordinal);
        }
        Assert.Empty(Numbers().Matches(answer.Text).Select(match => match.Value).Except(Numbers().Matches(request).Select(match => match.Value)));
    }

    [GeneratedRegex("N[0-9]{7}")]
    private static partial Regex Numbers();
}
