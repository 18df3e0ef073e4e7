using Seaworthy.ProcessTests.Http;
using Seaworthy.Tests;

namespace Seaworthy.ProcessTests.Conformance;

/// <summary>The official suite judges <c>seaworthy run</c>.</summary>
public class ConformanceTests(SuiteRuns runs) : IClassFixture<SuiteRuns>
{
    [Theory]
    [MemberData(nameof(Revision.All), MemberType = typeof(Revision))]
    public void Every_scenario_passes_or_has_a_reason(string revision)
    {
        var known = KnownFailures.Reasons.Keys.Where(key => key.Revision == revision).Select(key => key.Scenario).ToHashSet();
        var failed = runs.Scores[revision].Where(score => !score.IsPassed).ToList();

        Assert.True(failed.All(score => known.Contains(score.Scenario)), string.Join('\n', failed));
        Assert.Equal([], known.Except(failed.Select(score => score.Scenario)));
    }

    /// <summary>A suite that runs less than it did would hide what it no longer asks.</summary>
    [Theory]
    [InlineData(Revision.June2025, 27)]
    [InlineData(Revision.November2025, 33)]
    [InlineData(Revision.July2026, 40)]
    public void The_suite_asks_all_that_it_has(string revision, int scenarios) => Assert.Equal(scenarios, runs.Scores[revision].Count);

    [Fact]
    public void The_page_says_what_the_suite_said() =>
        GeneratedFile.AssertCurrent("docs/conformance.md", ConformanceReport.Write(Suite.Version(), runs.Scores));
}
