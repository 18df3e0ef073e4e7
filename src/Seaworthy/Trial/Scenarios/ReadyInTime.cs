using Seaworthy.Hosting.Contract;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A start that is fast enough for a restart to be no outage.</summary>
internal sealed class ReadyInTime : Scenario
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public override string Name => "ready-in-time";

    public override string Promise => "The server answers within 5 s of its start.";

    public override string Judgement =>
        "Started and asked again and again: the health endpoint, when there is one, must say 2xx and MCP must answer within 5 s. " +
        "Not counted, here and in all limits of an exit, is the time in which a busy machine had no processor for the server.";

    public override string Evidence => "The time from the start of the process to the first answer.";

    public override string Remedy => "Start faster: load lazily, do not download at start (npx and uvx do: install into the image), or raise the start period of the probes.";

    public override bool IsQuick => true;

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (!trial.Starter.Target.IsStartable)
            return Outcome.NotTested("it was running before the trial");
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var took = server.Time.GetElapsedTime(server.StartedAt);
        // The limit is for a machine that has time to give.
        var waited = server.ProcessorWait();
        evidence.Fact("ready after", took);
        evidence.Fact("waited for a processor", waited);
        evidence.Fact("revision", session.Revision);
        evidence.Expect(took - waited <= Limit, $"answered only {Elapsed.Text(took)} after its start; the limit is {DurationText.Format(Limit)}", Remedy);
        return evidence.Conclude($"answered {Elapsed.Text(took)} after its start");
    }
}
