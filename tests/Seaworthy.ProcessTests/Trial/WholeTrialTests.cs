using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Upstream;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>Servers that keep every promise pass all of them: the small one that the trial was made with, and our own.</summary>
[Collection(OneWholeTrialAtATime.Name)]
public sealed class WholeTrialTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trial-");

    [Fact]
    public Task The_small_server_that_has_no_fault() => PassesAsync(["--env", "BUDGET_MS=4000", .. FaultServer.Behind()]);

    // Its image starts in a moment, and is held to these two in ContainerTests; a debug build takes its time to start, twenty times one after the other.
    [Fact]
    public Task The_product_server() => PassesAsync(
    [
        "--skip", "ready-in-time,rolling", "--env", $"DATA_DIR={_folder.FullName}", "--env", "SEAWORTHY_SHUTDOWN_TIMEOUT=4s", "--env", "SEAWORTHY_CANCEL_GRACE=1s", "--", Binaries.ProductServer,
    ]);

    [Fact]
    public Task The_server_of_most_tutorials_behind_seaworthy_run_upstream() => PassesAsync(
    [
        "--call", """echo={"text":"{text}"}""", "--slow-call", """wait={"ms":{ms}}""",
        "--", Binaries.Seaworthy, "run", "--listen", "http://127.0.0.1:{port}", "--shutdown-timeout", "4s", "--cancel-grace", "1s",
        "--upstream", "http://127.0.0.1:{port2}/mcp", "--", "node", HttpServers.Script("express-server.mjs"),
    ]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task PassesAsync(string[] arguments)
    {
        var skipped = arguments is ["--skip", var names, ..] ? names.Split(',').Length : 0;
        var verdicts = await TrialProcess.HoldAsync(["--budget", "4s", .. arguments]);

        Assert.True(verdicts.NotPassed.Length == 0, verdicts.NotPassed + verdicts.Errors);
        Assert.Equal((0, FaultServer.Faults.Count - skipped), (verdicts.Code, verdicts.With("passed").Count));
    }
}
