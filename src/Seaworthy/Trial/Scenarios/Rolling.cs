using System.Globalization;
using Seaworthy.Processes;
using Seaworthy.Trial.Load;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>Deploys under load.</summary>
internal sealed class Rolling : Scenario
{
    private const int Rounds = 20;

    /// <summary>Endpoints are taken out of a load balancer after the signal, and not at once.</summary>
    private static readonly TimeSpan BalancerDelay = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public override string Name => "rolling";

    public override string Promise => "Twenty rolling restarts under load lose no call.";

    public override string Judgement =>
        "A new server is started, and when it is ready the old one gets SIGTERM; 100 ms later calls no longer go to it: twenty times, under load. A call that is refused in a " +
        "way that is safe is sent to the other server, as a load balancer does. Every call must be answered, and every old server must end within the budget.";

    public override string Evidence => "The fate and the latency of every call, and how many were sent a second time.";

    public override string Remedy => "See stop-under-load, stop-in-call and polite-refusal: a call was accepted by a server that was on its way out, and lost.";

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (!trial.Starter.Target.CanRunTwo)
            return Outcome.NotTested("two servers cannot run at once here. Let the server listen on PORT, or write {port} in the command.");
        var balancer = new Balancer(trial);
        var (first, session) = await trial.StartAsync();
        var old = first;
        try
        {
            balancer.Add(session);
            var evidence = new Evidence(first);
            await using var load = new OpenLoad(trial.Options.Rate, balancer.SendAsync, first.Time, trial.Cancel);
            for (var round = 1; round <= Rounds; round++)
            {
                var (next, nextSession) = await trial.StartAsync();
                var leaving = old;
                old = next;
                balancer.Add(nextSession);
                await Task.Delay(Between, first.Time, trial.Cancel);
                var at = await leaving.SignalAsync(ChildSignal.Terminate);
                await Task.Delay(BalancerDelay, first.Time, trial.Cancel);
                balancer.RemoveOldest();
                var exit = await leaving.ExitAsync(at, trial.StopLimit, trial.Cancel);
                await leaving.DisposeAsync();
                evidence.Expect(exit is not null, string.Create(CultureInfo.InvariantCulture, $"server {round} was still running after the budget"), "See idle-stop.");
                if (exit is null)
                    break;
            }
            var report = new LoadReport(await load.StopAsync(), first.Time);
            evidence.Add(report.Calls);
            evidence.Fact("calls", report.Describe());
            evidence.Fact("latency", report.DescribeLatency());
            evidence.Fact("sent again", balancer.SentAgain.ToString(CultureInfo.InvariantCulture));
            var unanswered = report.Calls.Where(call => call.Fate != CallFate.Answered).ToArray();
            if (unanswered.Length > 0)
                evidence.Fault(string.Create(CultureInfo.InvariantCulture, $"{unanswered.Length} of {report.Calls.Count} calls lost; the first: {unanswered[0].Describe()}"), Remedy);
            return evidence.Conclude(string.Create(CultureInfo.InvariantCulture, $"{report.Calls.Count} calls answered over {Rounds} restarts, {balancer.SentAgain} of them by the other server; {report.DescribeLatency()}"));
        }
        finally
        {
            await old.DisposeAsync();
            await first.DisposeAsync();
        }
    }
}
