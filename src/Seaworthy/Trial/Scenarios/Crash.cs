using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A process that is killed in the middle of a call.</summary>
internal sealed class Crash : Scenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public override string Name => "crash";

    public override string Promise => "A process that dies in the middle of a call is replaced, or takes the server down; the call gets an honest end.";

    public override string Judgement =>
        "SIGKILL goes to the innermost process of the server (a worker, or else the server itself) while a call is in flight. If the server stays, a new client must be served " +
        "within 10 s, and the call must end with its result or a whole JSON-RPC error within 10 s and its own length of that, since it may be run again from then on. If the " +
        "server ends, its exit code must not be 0, and it must start again.";

    public override string Evidence => "The fate of the call, what happened to the server, and the time until a new client was served.";

    public override string Remedy =>
        "Watch the worker: when it dies, answer its calls with an error and start another, or exit with a code other than 0 so that the platform starts the server again.";

    public override bool IsQuick => true;

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var call = trial.NoInCall is null ? await trial.BeginSlowCallAsync(server, session, trial.InCallLength) : null;
        var victim = server.FindLeaf();
        var at = server.Time.GetTimestamp();
        evidence.CountFrom(at);
        var who = victim?.Name ?? "the server itself";
        evidence.Fact("killed", who);
        if (victim is null)
            await server.SignalAsync(ChildSignal.Kill);
        else
            ProcessSignal.TrySend(victim, ChildSignal.Kill);

        // Whoever ends with its worker does so within a moment; whoever stays must serve again.
        var recovered = await WaitForServiceAsync(trial, server, at);
        if (server.Process.Exited.IsCompleted)
            return await JudgeEndAsync(trial, server, victim is null, evidence, call);
        if (call is not null)
            await JudgeCallAsync(server, call, Patience + trial.InCallLength, evidence);
        evidence.Expect(recovered is { Fate: CallFate.Answered },
            $"{DurationText.Format(Patience)} after the end of {who} a new client is still not served ({recovered?.Describe() ?? "nothing came"}), and the server runs on", Remedy);
        if (recovered is null)
            return evidence.Conclude("");
        evidence.Fact("served again after", server.Time.GetElapsedTime(at, recovered.EndedAt));
        return evidence.Conclude($"{who} was killed; a new client was served {Elapsed.Text(server.Time.GetElapsedTime(at, recovered.EndedAt))} later");
    }

    private static async Task<CallRecord?> WaitForServiceAsync(ScenarioContext trial, Server server, long at)
    {
        CallRecord? last = null;
        while (server.Time.GetElapsedTime(at) < Patience && !server.Process.Exited.IsCompleted)
        {
            last = await trial.CallAsNewClientAsync(server);
            if (last.Fate == CallFate.Answered)
                return last;
            await Task.Delay(Interval, server.Time, trial.Cancel);
        }
        return last;
    }

    private async Task JudgeCallAsync(Server server, Task<CallRecord> call, TimeSpan patience, Evidence evidence)
    {
        await Task.WhenAny(call, Task.Delay(patience, server.Time));
        if (!call.IsCompleted)
        {
            evidence.Fault($"the call in flight has no end {DurationText.Format(patience)} later: its client waits for a process that is dead", Remedy);
            return;
        }
        var record = await call;
        evidence.Add(record);
        evidence.Fact("call in flight", record.Describe());
        evidence.Expect(record.Fate is CallFate.Answered or CallFate.ErrorAnswer or CallFate.TurnedAway, $"the call in flight was not told: {record.Describe()}", Remedy);
    }

    private async Task<Outcome> JudgeEndAsync(ScenarioContext trial, Server server, bool itself, Evidence evidence, Task<CallRecord>? call)
    {
        var exit = await server.Process.Exited;
        evidence.Fact("exit", exit.Description);
        if (call is not null)
            evidence.Add(await call);
        evidence.Expect(itself || exit.Code != 0, "the server ended with exit 0 after its worker was killed: a platform takes that for a clean stop", Remedy);
        await server.DisposeAsync();
        if (!trial.Starter.Target.IsStartable)
            return evidence.Conclude($"{(itself ? "killed" : exit.Description)}; whether it starts again cannot be seen from here");
        var began = server.Time.GetTimestamp();
        var (again, session) = await trial.StartAsync();
        await using var _ = again;
        var record = await trial.CallAsync(session);
        evidence.Add(record);
        evidence.Expect(record.Fate == CallFate.Answered, $"started again, it does not serve: {record.Describe()}", "Look for what it leaves behind, such as a lock file.");
        var took = Elapsed.Text(server.Time.GetElapsedTime(began, record.EndedAt));
        evidence.Fact("served again after", took);
        return evidence.Conclude($"{(itself ? "killed" : exit.Description)}; started again as a platform would, it served after {took}");
    }
}
