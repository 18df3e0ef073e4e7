using System.Globalization;
using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>Clients that come, and never say goodbye.</summary>
internal sealed class IdleSessions : Scenario
{
    private const int Sessions = 1000;
    private const int AtOnce = 16;
    private const int Batch = 50;
    // A thousand interpreters would take tens of gigabytes of the machine that the trial is held on.
    private const int MostProcesses = 200;

    public override string Name => "idle-sessions";

    public override string Promise => "A thousand sessions whose clients are gone hurt nobody: the next client is served, and a stop is prompt.";

    public override string Judgement =>
        "1,000 clients shake hands (in 2026-07-28 they ask what the server is) and never come back. Each must be answered or turned away with 503 or 429, and when the " +
        "server has started 200 processes for them no more come, to spare the machine; then a new client must be served, and after SIGTERM the process must end with exit 0 within half the budget, 8 s at most.";

    public override string Evidence => "How many were taken, the time it took, the memory for each, the exit code, and the time to the exit.";

    public override string Remedy => "Bound sessions in number and idle time, start no process for each, and close their transports on SIGTERM. Or put it behind seaworthy run.";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var before = server.ResidentBytes();
        var began = server.Time.GetTimestamp();
        var opened = await OpenAsync(server, session.Revision, trial.Cancel);
        var answered = opened.Count(record => record.Fate == CallFate.Answered);
        evidence.Fact("handshakes took", server.Time.GetElapsedTime(began));
        NoteMemory(server, before, answered, evidence);

        evidence.Expect(opened.Count == Sessions, string.Create(CultureInfo.InvariantCulture,
            $"{opened.Count} sessions, and it runs {server.CountProcesses()} processes; the rest of the {Sessions:N0} was not opened, to spare this machine"), Remedy);
        if (opened.Find(record => record.Fate is not (CallFate.Answered or CallFate.TurnedAway)) is { } failed)
            evidence.Fault(string.Create(CultureInfo.InvariantCulture, $"a handshake failed with {answered} sessions open: {failed.Describe()}"), Remedy);
        var next = await trial.CallAsNewClientAsync(server);
        evidence.Add(next);
        evidence.Expect(next.Fate == CallFate.Answered, $"after {opened.Count} sessions a new client is not served: {next.Describe()}", Remedy);

        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        var exit = await server.ExitAsync(at, trial.PromptLimit, trial.Cancel);
        evidence.ExpectCleanExit(exit, "SIGTERM", trial.PromptLimit);
        // Nothing is kept of clients without a session, and they must not hurt either.
        return evidence.Conclude(exit is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{answered} {(session.Id is null ? "clients, and no sessions" : "sessions")}; the next client was served; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM"));
    }

    // All of them, unless the server starts processes without end.
    private static async Task<List<CallRecord>> OpenAsync(Server server, string revision, CancellationToken cancel)
    {
        var opened = new List<CallRecord>(Sessions);
        var most = server.CountProcesses() + MostProcesses;
        while (opened.Count < Sessions && server.CountProcesses() < most)
        {
            var batch = new CallRecord[Batch];
            await Parallel.ForAsync(0, Batch, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (i, _) => batch[i] = (await server.TryConnectAsync(revision, cancel)).Record);
            opened.AddRange(batch);
        }
        return opened;
    }

    private static void NoteMemory(Server server, long before, int sessions, Evidence evidence)
    {
        var after = server.ResidentBytes();
        if (before == 0 || after == 0 || sessions == 0)
            return;
        evidence.Fact("memory", string.Create(CultureInfo.InvariantCulture,
            $"{before / 1e6:0} MB before, {after / 1e6:0} MB after: {Math.Max(0, after - before) / 1e3 / Sessions:0.0} kB a session"));
    }
}
