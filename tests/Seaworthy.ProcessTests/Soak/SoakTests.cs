using System.Diagnostics;
using System.Globalization;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Soak;

/// <summary>
/// SIGTERM at random moments under load, and nothing is lost: every call that the stub began is answered, every other one
/// is told so. <c>SOAK_STOPS</c> says how many stops; <c>bench/soak.sh</c> runs a thousand.
/// </summary>
public class SoakTests
{
    private const int Callers = 16;
    private static readonly string[] Revisions = [Revision.June2025, Revision.November2025, Revision.July2026];

    private readonly Dictionary<Fate, int> _tally = [];

    [Fact]
    public async Task No_call_is_without_an_answer_whenever_SIGTERM_comes()
    {
        var stops = int.Parse(Environment.GetEnvironmentVariable("SOAK_STOPS") ?? "15", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? "1", CultureInfo.InvariantCulture);
        var began = Stopwatch.GetTimestamp();
        for (var stop = 1; stop <= stops; stop++)
        {
            await StopOnceAsync(new Random(seed + stop), $"stop {stop}, seed {seed}");
            if (stop % 50 == 0 || stop == stops)
                Say($"{stop} stops in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {string.Join(", ", _tally.Select(entry => $"{entry.Value} {entry.Key}"))}");
        }
    }

    private static void Say(FormattableString text) =>
        TestContext.Current.TestOutputHelper?.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private async Task StopOnceAsync(Random random, string which)
    {
        using var ledger = new SoakLedger();
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--ledger", ledger.Path));
        var answersUntilStop = random.Next(300);
        var answers = 0;
        var moment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = new List<SoakCaller>();
        for (var i = 0; i < Callers; i++)
        {
            var client = await RawMcp.ConnectAsync(server.Url, Revisions[i % Revisions.Length]);
            callers.Add(new SoakCaller(client, keepsConnection: i % 2 == 0, new Random(random.Next()), () =>
            {
                if (Interlocked.Increment(ref answers) > answersUntilStop)
                    moment.TrySetResult();
            }));
        }

        var running = Task.WhenAll(callers.Select(caller => Task.Run(caller.RunAsync)));
        await server.Guard.WatchAsync(Task.WhenAny(moment.Task, running), "the moment of the signal");
        server.Send(Signal.Terminate);

        var calls = (await server.Guard.WatchAsync(running, "the callers")).SelectMany(made => made).ToList();
        var exit = await server.ExitAsync();
        Judge(calls, await ledger.ReceivedAsync(), $"{which}\n{server.Describe()}");
        Expect.That(exit.Code == 0, () => $"Exit {exit.Code}: {which}\n{server.Describe()}");
        Assert.Empty(server.Descendants());
    }

    private void Judge(List<SoakCall> calls, HashSet<long> received, string context)
    {
        foreach (var call in calls)
        {
            _tally[call.Fate] = _tally.GetValueOrDefault(call.Fate) + 1;
            var isRight = call.Fate == Fate.Answered ? received.Contains(call.Number) : call.Fate != Fate.Lost && !received.Contains(call.Number);
            Assert.True(isRight, $"Call {call.Number} was {call.Fate}, begun: {received.Contains(call.Number)}. {call.Details}\n{context}");
        }
        Assert.Empty(received.Except(calls.Select(call => call.Number)));
    }
}
