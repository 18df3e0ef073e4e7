using System.Globalization;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A health endpoint that can be believed.</summary>
internal sealed class HealthTruthful : Scenario
{
    /// <summary>What goes on for so long is no matter of two questions that crossed.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public override string Name => "health-truthful";

    public override string Promise => "The health endpoint says 2xx while the server can serve a call, and only then.";

    public override string Judgement =>
        "From the start on, after a process of the server was killed, and while it stops with calls in flight: a new client that is not served for 500 ms while " +
        "health says 2xx was lied to. No health endpoint at all is a broken promise, too.";

    public override string Evidence => "When health first said 2xx, and for how long it was wrong.";

    public override string Remedy => "Let health ask whether a call could be served now: not ready before the start is done, while a worker is gone, and from SIGTERM on.";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (trial.Survey.HealthPath is not { } path)
        {
            const string Seen = "there is no health endpoint: a platform cannot know when to send calls, or when to restart";
            return new Outcome(Verdict.Failed, Seen) { Faults = [new Fault(Seen, "Serve GET /health, or name what there is with --health.")] };
        }
        await using var server = await trial.Starter.StartAsync(trial.Cancel);
        var evidence = new Evidence(server);
        await JudgeStartAsync(trial, server, path, evidence);
        if (server.FindLeaf() is { } victim)
        {
            _ = ProcessSignal.TrySend(victim, ChildSignal.Kill);
            await JudgeAsync(trial, server, path, evidence, $"after SIGKILL to {victim.Name}", Watch);
        }
        if (trial.NoInCall is null && !server.Process.Exited.IsCompleted)
            await JudgeStopAsync(trial, server, path, evidence);
        return evidence.Conclude("2xx when a call was served, and at no other time");
    }

    private async Task JudgeStartAsync(ScenarioContext trial, Server server, string path, Evidence evidence)
    {
        while (!(await server.GetAsync(path, trial.Cancel)).IsSuccess)
        {
            if (server.Process.Exited.IsCompleted || server.Time.GetElapsedTime(server.StartedAt) > trial.Options.ReadyTimeout)
                throw new TrialException($"{path} did not say 2xx within {DurationText.Format(trial.Options.ReadyTimeout)} after this start.");
            await Task.Delay(Interval, server.Time, trial.Cancel);
        }
        evidence.Fact("first 2xx after", server.Time.GetElapsedTime(server.StartedAt));
        await JudgeAsync(trial, server, path, evidence, "right after the start", Lasting + Interval);
    }

    private async Task JudgeStopAsync(ScenarioContext trial, Server server, string path, Evidence evidence)
    {
        var (session, _) = await server.TryConnectAsync(trial.Survey.Revision, trial.Cancel);
        if (session is null)
            return;
        var call = await trial.BeginSlowCallAsync(server, session, trial.InCallLength);
        evidence.CountFrom(await server.SignalAsync(ChildSignal.Terminate));
        await JudgeAsync(trial, server, path, evidence, "after SIGTERM", trial.InCallLength);
        await server.DisposeAsync();
        evidence.Add(await call);
    }

    /// <summary>Asks health, tries a call, and asks health again: the call failed between two that said it would not.</summary>
    private async Task JudgeAsync(ScenarioContext trial, Server server, string path, Evidence evidence, string moment, TimeSpan duration)
    {
        var began = server.Time.GetTimestamp();
        long? lyingSince = null;
        while (server.Time.GetElapsedTime(began) < duration && !server.Process.Exited.IsCompleted)
        {
            var asked = server.Time.GetTimestamp();
            var before = (await server.GetAsync(path, trial.Cancel)).IsSuccess;
            var call = await trial.CallAsNewClientAsync(server);
            var isLie = before && call.Fate != CallFate.Answered && (await server.GetAsync(path, trial.Cancel)).IsSuccess;
            lyingSince = isLie ? lyingSince ?? asked : null;
            if (lyingSince is { } since && server.Time.GetElapsedTime(since) >= Lasting)
            {
                evidence.Add(call);
                evidence.Fault(string.Create(CultureInfo.InvariantCulture, $"{moment} {path} said 2xx while a new client was not served: {call.Describe()}"), Remedy);
                return;
            }
            await Task.Delay(Interval, server.Time, trial.Cancel);
        }
    }
}
