using Seaworthy.Trial;
using Seaworthy.Trial.Calls;
using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Tests.Trial.Reports;

/// <summary>A trial with one verdict of each kind.</summary>
internal static class SampleTrial
{
    private static readonly long Second = TimeProvider.System.TimestampFrequency;

    public static TrialEntry Entry { get; } = new("server", Report(Verdict.Passed, Verdict.Failed, Verdict.NotTested), null);

    public static TrialEntry Failure { get; } = new("gone", null, "It did not start.");

    public static TrialReport Report(params Verdict[] verdicts) => new(
        "node server.js",
        new TrialOptions { Scenarios = [] },
        new Survey("2025-11-25", "/health", new CallPlan { Template = new CallTemplate("echo", "{}"), Reason = "marked read-only" }, null),
        [.. verdicts.Select((verdict, i) => new ScenarioResult(ScenarioCatalogue.All[i], 1, Outcome(verdict), TimeSpan.FromSeconds(1.5)))],
        TimeSpan.FromSeconds(12));

    private static Outcome Outcome(Verdict verdict) => new(verdict, $"seen <{verdict}>\u0007")
    {
        Faults = verdict == Verdict.Failed ? [new Fault("it hung", "stop it")] : [],
        Facts = [new("exit", "exit 0")],
        Calls = [new CallRecord(7, "echo", 3 * Second, 4 * Second, CallFate.ErrorAnswer) { Status = 200, ErrorCode = -32603, Detail = "gone" }],
        Zero = 2 * Second,
        LastLines = verdict == Verdict.Failed ? "\u001b[31mbye" : "",
    };
}
