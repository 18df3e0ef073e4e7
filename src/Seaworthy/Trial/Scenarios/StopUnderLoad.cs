using System.Globalization;
using Seaworthy.Processes;
using Seaworthy.Trial.Load;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A stop while calls keep coming.</summary>
internal sealed class StopUnderLoad : Scenario
{
    private static readonly TimeSpan AfterExit = TimeSpan.FromMilliseconds(200);

    public override string Name => "stop-under-load";

    public override string Promise => "A stop under load loses no call: each is answered, or refused in a way that is safe to send elsewhere.";

    public override string Judgement =>
        "Calls come at a steady rate on connections of their own, before and after SIGTERM. Before it each must be answered; after it each must be answered, " +
        "turned away with 503 or 429, told not_started, or not connected at all. A reset, an empty body, half a stream or silence after connecting is a lost call. Exit 0 within the budget.";

    public override string Evidence => "The fate and the latency of every call, the exit code, and the time to the exit.";

    public override string Remedy =>
        "Keep the listener open while calls are in flight, answer new ones with 503 and Retry-After, close it only when nobody is on the way in. Or put it behind seaworthy run.";

    public override bool IsQuick => true;

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        var (server, session) = await trial.StartAsync();
        await using var _ = server;
        var evidence = new Evidence(server);
        await using var load = new OpenLoad(trial.Options.Rate, due => trial.CallAsync(session, due), server.Time, trial.Cancel);
        await Task.Delay(TimeSpan.FromMilliseconds(1000 + trial.Random.Next(500)), server.Time, trial.Cancel);

        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        var exit = await server.ExitAsync(at, trial.StopLimit, trial.Cancel);
        await Task.Delay(AfterExit, server.Time, trial.Cancel);
        if (exit is null)
            await server.DisposeAsync();
        var report = new LoadReport(await load.StopAsync(), server.Time).OfServerUntil(exit?.At ?? long.MaxValue);
        evidence.Add(report.Calls);
        evidence.Fact("rate", string.Create(CultureInfo.InvariantCulture, $"{trial.Options.Rate} calls/s"));
        evidence.Fact("calls", report.Describe());
        evidence.Fact("latency", report.DescribeLatency());
        if (report.Lost.Count > 0)
            evidence.Fault(report.DescribeLost(at, "SIGTERM"), Remedy);
        else if (report.Calls.FirstOrDefault(call => call.EndedAt < at && call.Fate != CallFate.Answered) is { } early)
            evidence.Fault($"a call was not answered although nothing had been stopped: {early.Describe()}", "The server must hold that rate; or lower it with --rate.");
        evidence.ExpectCleanExit(exit, "SIGTERM", trial.StopLimit);
        return evidence.Conclude(exit is null ? "" : $"{report.Describe()}; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM");
    }
}
