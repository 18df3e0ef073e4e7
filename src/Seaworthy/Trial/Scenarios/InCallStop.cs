using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A stop in the middle of calls, by whatever signal.</summary>
internal abstract class InCallStop(ChildSignal signal, string signalName) : Scenario
{
    private const int Calls = 3;

    public override string Judgement =>
        $"Three calls are in the middle when {signalName} comes. Each must get its own whole answer, and the process must end with exit 0 within the budget.";

    public override string Evidence => "The fate of each call, the exit code, and the time from the signal to the exit.";

    public override string Remedy =>
        $"On {signalName} stop taking new work, wait for the calls in flight, write their answers, then exit 0. Or put it behind seaworthy run.";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (trial.NoInCall is { } reason)
            return Outcome.NotTested(reason);
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var calls = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => trial.BeginSlowCallAsync(server, session, trial.InCallLength)));
        if (Array.Find(calls, call => call.IsCompleted) is { } early)
            return Outcome.NotTested($"the slow call ended before the signal: {(await early).Describe(server.Time)}");

        var at = await server.SignalAsync(signal);
        evidence.CountFrom(at);
        var exit = await server.ExitAsync(at, trial.StopLimit, trial.Cancel);
        if (exit is null)
            await server.DisposeAsync();
        var records = await Task.WhenAll(calls);
        evidence.Add(records);
        if (Array.Find(records, record => record.Fate != CallFate.Answered) is { } cut)
        {
            var count = records.Count(record => record.Fate != CallFate.Answered);
            evidence.Fault($"{count} of {Calls} calls in flight cut: {cut.Describe()}, {Elapsed.Text(server.Time.GetElapsedTime(at, cut.EndedAt))} after {signalName}", Remedy);
        }
        evidence.ExpectCleanExit(exit, signalName, trial.StopLimit);
        return evidence.Conclude(exit is null ? "" : $"{Calls} calls answered in full; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after {signalName}");
    }
}
