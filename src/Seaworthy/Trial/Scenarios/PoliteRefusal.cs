using System.Globalization;
using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>What new calls meet while old ones finish.</summary>
internal sealed class PoliteRefusal : Scenario
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    public override string Name => "polite-refusal";

    public override string Promise => "While calls in flight finish, new calls are served, or told that they were not started.";

    public override string Judgement =>
        "A call is in flight when SIGTERM comes. Until it is answered, new calls come on new connections: each must be answered, or turned away with 503 or 429 or a JSON-RPC " +
        "error with data.outcome not_started. A refused connection, a reset or any other error tells nobody whether to send the call again.";

    public override string Evidence => "The fate of each new call.";

    public override string Remedy =>
        "Close the listener last: answer new calls with 503, Retry-After and a JSON-RPC error until the last call in flight is answered. Or put it behind seaworthy run.";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (trial.NoInCall is { } reason)
            return Outcome.NotTested(reason);
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var slow = await trial.BeginSlowCallAsync(server, session, trial.InCallLength);
        evidence.CountFrom(await server.SignalAsync(ChildSignal.Terminate));
        var probes = new List<CallRecord>();
        while (!slow.IsCompleted && !server.Process.Exited.IsCompleted)
        {
            await Task.Delay(Interval, server.Time, trial.Cancel);
            probes.Add(await trial.CallAsync(session));
        }
        var inFlight = await slow;
        evidence.Add(inFlight);
        // What ended after the call in flight may have met the closed listener, rightly.
        probes.RemoveAll(probe => probe.EndedAt >= inFlight.EndedAt);
        evidence.Add(probes);
        if (probes.Count == 0 || inFlight.Fate != CallFate.Answered)
            return Outcome.NotTested($"the call in flight did not live to see it ({inFlight.Describe()}); see stop-in-call");
        var rude = probes.Where(probe => probe.Fate is not (CallFate.Answered or CallFate.TurnedAway) && !(probe.Fate == CallFate.ErrorAnswer && probe.SaysNotStarted)).ToArray();
        if (rude.Length > 0)
            evidence.Fault(string.Create(CultureInfo.InvariantCulture, $"{rude.Length} of {probes.Count} new calls met: {rude[0].Describe()}, while a call was in flight"), Remedy);
        var refused = probes.Count(probe => probe.Fate != CallFate.Answered);
        evidence.Fact("new calls", string.Create(CultureInfo.InvariantCulture, $"{probes.Count}, {refused} refused, {probes.Count(probe => probe.HasRetryAfter)} with Retry-After"));
        return evidence.Conclude(string.Create(CultureInfo.InvariantCulture, $"{probes.Count} new calls: {probes.Count - refused} served, {refused} refused with a reason"));
    }
}
