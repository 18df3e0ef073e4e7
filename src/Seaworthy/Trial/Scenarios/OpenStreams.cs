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
        "100 clients hold an event stream open (GET of their session; in 2026-07-28 subscriptions/listen). After SIGTERM the process must end with exit 0 within " +
        "half the budget, 8 s at most, and every stream must end as HTTP ends a body: not cut, not reset.";

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
            for (var i = 0; i < Streams; i++)
            {
                var peer = i == 0 ? session : (await server.TryConnectAsync(session.Revision, trial.Cancel)).Session;
                if (peer is null || (await peer.OpenStreamAsync(Patience, trial.Cancel)).Stream is not { } stream)
                    break;
                streams.Add(stream);
            }
            return streams.Count == 0 ? Outcome.NotTested("the server offers no event stream") : await StopAsync(trial, server, streams);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private async Task<Outcome> StopAsync(ScenarioContext trial, Server server, List<WireStream> streams)
    {
        var evidence = new Evidence(server);
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
            $"{streams.Count} streams ended; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM"));
    }
}
