using System.Globalization;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Scenarios;

/// <summary>What is left when the server is gone.</summary>
internal sealed class Orphans : Scenario
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public override string Name => "orphans";

    public override string Promise => "A stopped server leaves no process behind.";

    public override string Judgement =>
        "The server is stopped with SIGTERM, in the middle of a call when there is one that takes long enough. 1 s after its exit nothing that it started may be alive.";

    public override string Evidence => "The processes of the server before the stop, and those that are left.";

    public override string Remedy =>
        "End what you start, the whole process group of it; a shell in between (npx, npm, sh -c) does not pass signals on: use exec. Or put it behind seaworthy run.";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var call = trial.NoInCall is null ? await trial.BeginSlowCallAsync(server, session, trial.InCallLength) : null;
        evidence.Add(await trial.CallAsync(session));
        evidence.Fact("processes", (server.Process.Descendants().Count + 1).ToString(CultureInfo.InvariantCulture));
        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        if (await server.ExitAsync(at, trial.StopLimit, trial.Cancel) is not { } exit)
            return Outcome.NotTested($"it was still running {DurationText.Format(trial.StopLimit)} after SIGTERM; see idle-stop and stop-in-call");

        var left = server.Process.Descendants();
        while (left.Count > 0 && server.Time.GetElapsedTime(exit.At) < Moment)
        {
            await Task.Delay(Interval, server.Time, trial.Cancel);
            left = server.Process.Descendants();
        }
        evidence.Fact("left", left.Count == 0 ? "none" : string.Join("; ", left.Select(process => process.Describe())));
        evidence.Expect(left.Count == 0, string.Create(CultureInfo.InvariantCulture,
            $"{left.Count} left 1 s after the exit ({exit.Description}): {string.Join("; ", left.Select(process => process.Describe()).Take(3))}"), Remedy);
        await server.DisposeAsync();
        if (call is not null)
            evidence.Add(await call);
        return evidence.Conclude("nothing was left");
    }
}
