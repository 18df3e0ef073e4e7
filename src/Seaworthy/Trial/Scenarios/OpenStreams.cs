using System.Globalization;
using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A stop while clients listen.</summary>
internal sealed class OpenStreams : Scenario
{
    private const int Streams = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override string Name => "open-streams";

    public override string Promise => "Open event streams never hold up a stop, and end cleanly.";

    public override string Judgement =>
        "100 clients hold an event stream open (GET of their session; in 2026-07-28, and where there are no sessions, subscriptions/listen). After SIGTERM the process must end " +
        "with exit 0 within half the budget, 8 s at most, and every stream must end as HTTP ends a body: not cut, not reset.";

    public override string Evidence => "How each stream ended, the exit code, and the time to the exit.";

    public override string Remedy =>
        "On SIGTERM end every open event stream yourself: closing the listener waits for them for ever. Or put it behind seaworthy run.";

    public override bool IsQuick => true;

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var streams = new List<WireStream>();
        try
        {
            // A server that keeps no sessions has no stream for them; it may have subscriptions in the revision without sessions.
            var revisions = trial.Options.Revision is null ? new[] { session.Revision, Revisions.Stateless }.Distinct() : [session.Revision];
            var refusals = new List<string>();
            foreach (var revision in revisions)
            {
                refusals.Add($"{revision}: {await OpenAsync(trial, server, revision, streams)}");
                if (streams.Count > 0)
                    return await StopAsync(trial, server, revision, streams);
            }
            return Outcome.NotTested($"the server offers no event stream ({string.Join("; ", refusals)})");
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    /// <summary>Opens as many as it gets; says why there are no more.</summary>
    private static async Task<string> OpenAsync(ScenarioContext trial, Server server, string revision, List<WireStream> streams)
    {
        for (var silent = 0; streams.Count < Streams;)
        {
            var (peer, handshake) = await server.TryConnectAsync(revision, trial.Cancel);
            if (peer is null)
                return handshake.Describe(server.Time);
            var (stream, refusal) = await peer.OpenStreamAsync(Patience, trial.Cancel);
            if (stream is not null)
                streams.Add(stream);
            else if (refusal!.Status > 0)
                return string.Create(CultureInfo.InvariantCulture, $"HTTP {refusal.Status}");
            else if (++silent > 1)
                return $"no answer ({refusal.Ending})"; // Nothing is no refusal: it is asked for once more.
        }
        return "enough";
    }

    private async Task<Outcome> StopAsync(ScenarioContext trial, Server server, string revision, List<WireStream> streams)
    {
        var evidence = new Evidence(server);
        evidence.Fact("revision", revision);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(trial.Cancel);
        var endings = streams.Select(stream => stream.ReadToEndAsync(enough.Token)).ToArray();
        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        var exit = await server.ExitAsync(at, trial.PromptLimit, trial.Cancel);
        if (exit is null)
            await server.DisposeAsync();
        enough.CancelAfter(TimeSpan.FromSeconds(1));
        var ends = (await Task.WhenAll(endings)).Select(end => end.Ending).ToArray();
        var cut = ends.Count(end => end is not (WireEnding.Complete or WireEnding.EmptyBody));
        evidence.Fact("streams", string.Create(CultureInfo.InvariantCulture, $"{streams.Count} open, {ends.Length - cut} ended cleanly, {cut} cut"));
        evidence.ExpectCleanExit(exit, "SIGTERM", trial.PromptLimit);
        evidence.Expect(cut == 0 || exit is null, string.Create(CultureInfo.InvariantCulture, $"{cut} of {streams.Count} event streams were cut instead of ended"), Remedy);
        return evidence.Conclude(exit is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{streams.Count} streams of {revision} ended; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM"));
    }
}
