using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A call that takes longer than a stop may.</summary>
internal sealed class BeyondBudget : Scenario
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(10);

    public override string Name => "beyond-budget";

    public override string Promise => "A call that outlasts the shutdown budget is told so, and the exit comes in time and is not 0.";

    public override string Judgement =>
        "A call that takes longer than the budget is in flight when SIGTERM comes. The process must end by itself within the budget and 2 s, its exit code must not be 0, and " +
        "the call must end with a whole JSON-RPC error, not with a broken connection.";

    public override string Evidence => "The fate of the call, the exit code, and the time to the exit.";

    public override string Remedy =>
        "Bound the drain: just before the budget ends answer what is left with an error, then exit 1. --budget must be the server's own shutdown timeout. Or put it behind seaworthy run.";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (trial.Survey.Slow is not { } slow)
            return Outcome.NotTested(Survey.NoSlowCall);
        if (slow.FixedLength is { } length && length < trial.Options.Budget + Margin)
            return Outcome.NotTested("the slow call does not outlast the budget. Write {ms} or {seconds} in it, or name a longer one.");
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var call = await trial.BeginSlowCallAsync(server, session, trial.Options.Budget + Beyond);
        if (call.IsCompleted)
            return Outcome.NotTested($"the slow call ended before the signal: {(await call).Describe(server.Time)}");
        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        var limit = trial.Options.Budget + Margin;
        var exit = await server.ExitAsync(at, limit, trial.Cancel);
        if (exit is null)
            await server.DisposeAsync();
        var record = await call;
        evidence.Add(record);
        if (exit is not null)
        {
            evidence.Fact("exit", exit.Description);
            evidence.Fact("exit after", server.Time.GetElapsedTime(at, exit.At));
        }
        evidence.Expect(exit is not null, $"still running {DurationText.Format(limit)} after SIGTERM, for a call that takes longer than the budget of {DurationText.Format(trial.Options.Budget)}", Remedy);
        evidence.Expect(exit is null || record.Fate is CallFate.ErrorAnswer or CallFate.TurnedAway or CallFate.Answered,
            $"the call was not told: {record.Describe()}, {Elapsed.Text(server.Time.GetElapsedTime(at, record.EndedAt))} after SIGTERM", Remedy);
        evidence.Expect(exit?.Code != 0 || record.Fate == CallFate.Answered, "exit 0 although a call was cut: nobody will notice", Remedy);
        return evidence.Conclude(exit is null ? "" : $"the call got {record.Describe()}; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM");
    }
}
