using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>
/// Every scenario is seen to fail on a server that breaks its promise and no other. That all fifteen of the others are seen to be kept, bench/trial.sh tells:
/// here it is a few short ones.
/// </summary>
[Collection(OneTrialAtATime.Name)]
public class VerdictTests
{
    /// <summary>Every promise that can be broken.</summary>
    public static TheoryData<string> Faults => [.. FaultServer.Faults];

    private static readonly string[] Others = ["idle-stop", "stop-in-call", "open-streams", "crash"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_promise_is_seen_and_no_other(string fault)
    {
        var folder = Directory.CreateTempSubdirectory("trial-");
        try
        {
            var verdicts = await TrialProcess.HoldAsync(
                ["--budget", "6s", "--env", "BUDGET_MS=6000", "--only", string.Join(',', [fault, .. Others.Where(name => name != fault)]), "--env", $"LOCK={Path.Combine(folder.FullName, "lock")}", .. FaultServer.Behind(fault)]);

            Assert.Equal((1, fault), (verdicts.Code, string.Join(' ', verdicts.With("failed"))));
            Assert.Empty(verdicts.With("not_tested"));
            var seen = verdicts.Of(fault);
            Assert.NotEmpty(seen.GetProperty("faults")[0].GetProperty("remedy").GetString()!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_server_that_starts_a_process_for_each_session_fails_long_before_it_runs_a_thousand()
    {
        var verdicts = await TrialProcess.HoldAsync(["--budget", "6s", "--env", "BUDGET_MS=6000", "--only", "idle-sessions", .. FaultServer.Behind("process-for-each-session")]);

        Assert.Equal("idle-sessions", string.Join(' ', verdicts.With("failed")));
        Assert.Contains("200 sessions, and it runs 20", verdicts.Of("idle-sessions").GetProperty("faults")[0].GetProperty("seen").GetString());
    }

    [Fact]
    public async Task A_stdio_server_behind_seaworthy_run_keeps_every_promise_it_is_put_to_in_both_revisions()
    {
        foreach (var revision in (string[])["2025-11-25", "2026-07-28"])
        {
            var verdicts = await TrialProcess.HoldAsync(
                "--budget", "4s", "--revision", revision, "--skip", "rolling", "--stdio", "--", Binaries.StubServer);

            Assert.Equal("", verdicts.NotPassed);
            Assert.Equal(0, verdicts.Code);
            Assert.Equal(revision, verdicts.Trial.GetProperty("revision").GetString());
        }
    }
}
