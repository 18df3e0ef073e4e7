using Seaworthy.Processes;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A server that says that it is going before it goes.</summary>
internal sealed class LameDuck : Scenario
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    public override string Name => "lame-duck";

    public override string Promise => "A stopping server says \"not ready\" before its listener closes, so that load balancers can take it out.";

    public override string Judgement =>
        "A call is in flight when SIGTERM comes, and health is asked every 5 ms on new connections: it must answer with something else than 2xx at least once before the " +
        "connection is refused.";

    public override string Evidence => "When health first said not ready, and when the listener was closed, from SIGTERM.";

    public override string Remedy => "From SIGTERM on answer health with 503, and keep the listener open while calls are in flight (--shutdown-delay in seaworthy run adds to that).";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (trial.Survey.HealthPath is not { } path)
            return Outcome.NotTested("there is no health endpoint; see health-truthful");
        if (trial.NoInCall is { } reason)
            return Outcome.NotTested(reason);
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var slow = await trial.BeginSlowCallAsync(server, session, trial.InCallLength);
        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        var (last, seen) = (at, false);
        while (!seen && server.Time.GetElapsedTime(at) < trial.StopLimit)
        {
            var answer = await server.GetAsync(path, trial.Cancel);
            seen = answer is { Status: > 0, IsSuccess: false, Ending: WireEnding.Complete or WireEnding.EmptyBody };
            last = answer.EndedAt;
            if (answer.Ending is WireEnding.Refused or WireEnding.Unreachable || server.Process.Exited.IsCompleted)
                break;
            await Task.Delay(Interval, server.Time, trial.Cancel);
        }
        var after = Elapsed.Text(server.Time.GetElapsedTime(at, last));
        evidence.Fact(seen ? "not ready after" : "gone after", after);
        evidence.Expect(seen, $"{path} never said not ready; the listener was gone {after} after SIGTERM", Remedy);
        await server.DisposeAsync();
        evidence.Add(await slow);
        return evidence.Conclude($"{path} said not ready {after} after SIGTERM, while the listener was open");
    }
}
