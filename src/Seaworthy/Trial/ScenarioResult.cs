using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial;

/// <summary>A scenario that was held.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Round">Which repetition, from 1.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Took">How long it took.</param>
internal sealed record ScenarioResult(Scenario Scenario, int Round, Outcome Outcome, TimeSpan Took);
