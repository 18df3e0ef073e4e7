using System.Globalization;
using System.Net.Sockets;
using Seaworthy.Processes;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A stop while clients keep connections for later.</summary>
internal sealed class IdleConnections : Scenario
{
    private const int Connections = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override string Name => "idle-connections";

    public override string Promise => "Idle keep-alive connections never hold up a stop.";

    public override string Judgement =>
        "200 connections have each had one answer and stay open, as those of proxies do. After SIGTERM the process must end with exit 0 within half the budget, 8 s at most.";

    public override string Evidence => "The exit code, and the time to the exit.";

    public override string Remedy => "On SIGTERM close idle connections (Node: server.closeIdleConnections; older than 19 does not do it by itself).";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        var open = new List<WireConnection>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                open.Add(await WireConnection.OpenAsync(server.Wire.Server, trial.Cancel));
                var (sent, request) = session.Prepare("tools/list", "{}", null);
                var answer = await server.Wire.ExchangeAsync(open[^1], request, Patience, trial.Cancel);
                if (answer.Ending is not WireEnding.Complete)
                    return Outcome.NotTested(string.Create(CultureInfo.InvariantCulture, $"a connection could not be kept: request {sent.Id} ended as {answer.Ending}"));
            }
            var at = await server.SignalAsync(ChildSignal.Terminate);
            evidence.CountFrom(at);
            var exit = await server.ExitAsync(at, trial.PromptLimit, trial.Cancel);
            evidence.ExpectCleanExit(exit, "SIGTERM", trial.PromptLimit);
            return evidence.Conclude(exit is null ? "" : string.Create(CultureInfo.InvariantCulture,
                $"{Connections} connections closed; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM"));
        }
        catch (SocketException e)
        {
            return Outcome.NotTested(string.Create(CultureInfo.InvariantCulture, $"connection {open.Count + 1} could not be opened: {e.Message}"));
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }
    }
}
