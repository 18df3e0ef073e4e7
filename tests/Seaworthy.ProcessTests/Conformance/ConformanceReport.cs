using System.Globalization;
using System.Text;

namespace Seaworthy.ProcessTests.Conformance;

/// <summary>Writes docs/conformance.md from what the suite said.</summary>
internal static class ConformanceReport
{
    /// <summary>Others' scores with the same release of the suite: scenarios passed, and run.</summary>
    private static readonly (string Name, string[] Scores)[] Others =
    [
        ("the C# SDK 2.3.1 in process", ["27 of 27", "33 of 33", "39 of 40"]),
        ("a bridge built on the C# SDK, over stdio", ["25 of 27", "29 of 33", "36 of 40"]),
    ];

    public static string Write(string version, IReadOnlyDictionary<string, IReadOnlyList<Score>> runs)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # Conformance

            What the official suite, `@modelcontextprotocol/conformance` {version}, says about
            `seaworthy run --isolation session` in front of a server on stdio (`tests/Seaworthy.ConformanceServer`, written with the C#
            SDK). `--suite all`: every scenario that applies to the revision. This page is made from a run: the tests in
            `tests/Seaworthy.ProcessTests/Conformance` run the suite, fail on any failure that has no reason below, and compare the page.

            | scenarios passed | {string.Join(" | ", runs.Keys)} |
            |---|{string.Concat(runs.Keys.Select(_ => "---|"))}
            | **`seaworthy run`** | {string.Join(" | ", runs.Values.Select(Sum))} |
            """);
        foreach (var (name, scores) in Others)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", scores)} |");
        text.AppendLine("""

            For 2026-07-28 the server is used as one of that revision (`--worker-revision 2026-07-28`). 2024-11-05 and 2025-03-26 have no
            scenarios in the suite; ours are in `tests/Seaworthy.ProcessTests/Revisions`.

            ## Scenario by scenario

            """);
        WriteScenarios(text, runs);
        WriteReasons(text, runs);
        return text.ToString();
    }

    private static string Sum(IReadOnlyList<Score> scores) =>
        string.Create(CultureInfo.InvariantCulture, $"**{scores.Count(score => score.IsPassed)} of {scores.Count}**");

    private static void WriteScenarios(StringBuilder text, IReadOnlyDictionary<string, IReadOnlyList<Score>> runs)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", runs.Keys)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(runs.Keys.Select(_ => "---|"))}");
        foreach (var scenario in runs.Values.SelectMany(scores => scores).Select(score => score.Scenario).Distinct().Order(StringComparer.Ordinal))
        {
            var cells = runs.Values.Select(scores => scores.FirstOrDefault(score => score.Scenario == scenario) switch
            {
                null => "",
                { IsPassed: false } => "**fails**",
                { Warnings.Count: > 0 } => "passes with a warning",
                _ => "passes",
            });
            text.AppendLine(CultureInfo.InvariantCulture, $"| {scenario} | {string.Join(" | ", cells)} |");
        }
    }

    private static void WriteReasons(StringBuilder text, IReadOnlyDictionary<string, IReadOnlyList<Score>> runs)
    {
        text.AppendLine().AppendLine("## What fails or is warned of, and why").AppendLine();
        var notes = runs.SelectMany(run => run.Value.Select(score => (Revision: run.Key, Score: score)))
            .Where(each => !each.Score.IsPassed || each.Score.Warnings.Count > 0).ToList();
        if (notes.Count == 0)
            text.AppendLine("Nothing.");
        foreach (var (revision, score) in notes)
        {
            var reason = KnownFailures.Reasons.GetValueOrDefault((revision, score.Scenario),
                score.IsPassed ? "That is up to the server behind." : "No reason is known.");
            text.AppendLine(CultureInfo.InvariantCulture, $"- {revision} `{score.Scenario}`: {string.Join("; ", score.Failures.Concat(score.Warnings))}. {reason}");
        }
    }
}
