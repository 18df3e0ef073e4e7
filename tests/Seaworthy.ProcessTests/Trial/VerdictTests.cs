using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>Every scenario is seen to pass on a server that keeps the promise, and to fail on one that breaks it.</summary>
[Collection(OneTrialAtATime.Name)]
public class VerdictTests
{
    /// <summary>Every promise that can be broken.</summary>
    public static TheoryData<string> Faults => [.. FaultServer.Faults];

    [Fact]
    public async Task A_server_that_keeps_every_promise_passes_the_whole_trial()
    {
        var verdicts = await TrialProcess.HoldAsync(["--budget", "4s", "--env", "BUDGET_MS=4000", .. FaultServer.Behind()]);

        Assert.True(verdicts.NotPassed.Length == 0, verdicts.NotPassed);
        Assert.Equal((0, FaultServer.Faults.Count), (verdicts.Code, verdicts.With("passed").Count));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_promise_is_seen(string fault)
    {
        var folder = Directory.CreateTempSubdirectory("trial-");
        try
        {
            var verdicts = await TrialProcess.HoldAsync(
                ["--budget", "2s", "--only", fault, "--env", $"LOCK={Path.Combine(folder.FullName, "lock")}", .. FaultServer.Behind(fault)]);

            Assert.Equal((1, fault), (verdicts.Code, string.Join(' ', verdicts.With("failed"))));
            var seen = verdicts.Of(fault);
            Assert.NotEmpty(seen.GetProperty("faults")[0].GetProperty("remedy").GetString()!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_stdio_server_behind_seaworthy_run_keeps_every_promise_it_is_put_to_in_both_revisions()
    {
        foreach (var revision in (string[])["2025-11-25", "2026-07-28"])
        {
            var verdicts = await TrialProcess.HoldAsync(
                "--budget", "4s", "--revision", revision, "--skip", "rolling", "--stdio", "--", Binaries.StubServer);

            Assert.Equal(revision == "2026-07-28" ? "idle-sessions not_tested: 2026-07-28 has no sessions" : "", verdicts.NotPassed);
            Assert.Equal(0, verdicts.Code);
            Assert.Equal(revision, verdicts.Trial.GetProperty("revision").GetString());
        }
    }
}
