using Seaworthy.Processes;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A stop with nothing to wait for.</summary>
internal sealed class IdleStop : Scenario
{
    public override string Name => "idle-stop";

    public override string Promise => "Idle, the server stops on SIGTERM with exit 0.";

    public override string Judgement => "One call is answered, then SIGTERM goes to the started process alone, as a container runtime sends it: exit 0 within the budget.";

    public override string Evidence => "The exit code, and the time from SIGTERM to the exit.";

    public override string Remedy => "Handle SIGTERM: close the listener, then exit 0.";

    public override bool IsQuick => true;

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        evidence.Add(await trial.CallAsync(session));
        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        var exit = await server.ExitAsync(at, trial.StopLimit, trial.Cancel);
        evidence.ExpectCleanExit(exit, "SIGTERM", trial.StopLimit);
        return evidence.Conclude(exit is null ? "" : $"{exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM");
    }
}
