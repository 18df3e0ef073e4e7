using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial;

/// <summary>A trial that was held.</summary>
/// <param name="Target">What was put to it.</param>
/// <param name="Options">How.</param>
/// <param name="Survey">What was known of the server.</param>
/// <param name="Results">The verdicts, in order.</param>
/// <param name="Took">How long it took.</param>
internal sealed record TrialReport(string Target, TrialOptions Options, Survey Survey, IReadOnlyList<ScenarioResult> Results, TimeSpan Took)
{
    /// <summary>0: all that was tested passed; 1: a promise was broken; 2: nothing could be tested.</summary>
    public int ExitCode => Count(Verdict.Failed) > 0 ? 1 : Count(Verdict.Passed) > 0 ? 0 : 2;

    /// <summary>How many had a verdict.</summary>
    public int Count(Verdict verdict) => Results.Count(result => result.Outcome.Verdict == verdict);
}
