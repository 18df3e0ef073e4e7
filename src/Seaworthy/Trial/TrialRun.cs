using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Reports;
using Seaworthy.Trial.Scenarios;
using Seaworthy.Trial.Targets;

namespace Seaworthy.Trial;

/// <summary>Holds a trial: looks at the server once, then holds each scenario on a server of its own.</summary>
internal sealed class TrialRun(ITarget target, TrialOptions options, TrialProgress progress, TimeProvider time)
{
    private readonly ServerStarter _starter = new(target, options, time);

    /// <summary>Holds it.</summary>
    /// <exception cref="TrialException">It cannot be held.</exception>
    public async Task<TrialReport> RunAsync(CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        progress.Surveying(target.Name);
        var survey = await SurveyAsync(cancel);
        progress.Surveyed(target.Name, survey, options);
        var results = new List<ScenarioResult>();
        foreach (var name in options.Scenarios)
        {
            for (var round = 1; round <= options.Repeat; round++)
            {
                var scenario = ScenarioCatalogue.Find(name)!;
                progress.Started(scenario, round);
                var result = await HoldAsync(scenario, survey, round, cancel);
                results.Add(result);
                progress.Ended(result, options.Repeat);
            }
        }
        return new TrialReport(target.Name, options, survey, results, time.GetElapsedTime(began));
    }

    private async Task<Survey> SurveyAsync(CancellationToken cancel)
    {
        var (server, session) = await _starter.StartReadyAsync(options.Revision, null, cancel);
        await using (server)
            return await new Surveyor(options, server, session).LookAsync(cancel);
    }

    private async Task<ScenarioResult> HoldAsync(Scenario scenario, Survey survey, int round, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        // Each scenario and round has random moments of its own, whatever else is held.
        var random = new Random(HashCode(scenario.Name, round));
        Outcome outcome;
        try
        {
            outcome = await scenario.RunAsync(new ScenarioContext(_starter, options, survey, random, cancel));
        }
        catch (TrialException e) when (!target.IsStartable)
        {
            outcome = Outcome.NotTested(e.Message);
        }
        catch (TrialException e)
        {
            outcome = new Outcome(Verdict.Failed, "the server did not become ready")
            {
                Faults = [new Fault(e.Message, "It started before: look for what it leaves behind, such as a lock file or a port.")],
            };
        }
        return new ScenarioResult(scenario, round, outcome, time.GetElapsedTime(began));
    }

    /// <summary>string.GetHashCode differs from run to run; a seed must not.</summary>
    private int HashCode(string name, int round) => name.Aggregate(options.Seed, (hash, letter) => unchecked((hash * 31) + letter)) + round;
}
