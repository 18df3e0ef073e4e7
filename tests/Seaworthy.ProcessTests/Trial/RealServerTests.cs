using Seaworthy.ProcessTests.Clients;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Upstream;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>Servers that know nothing of Seaworthy.</summary>
[Collection(OneTrialAtATime.Name)]
public class RealServerTests
{
    private static readonly string[] EverythingCalls =
        ["--call", """echo={"message":"{text}"}""", "--slow-call", """trigger-long-running-operation={"duration":{seconds},"steps":2}"""];

    private static string Everything => HttpServers.Script("node_modules/@modelcontextprotocol/server-everything/dist/index.js");

    [Fact]
    public async Task The_reference_server_keeps_its_promises_behind_seaworthy_run()
    {
        var verdicts = await TrialProcess.HoldAsync(["--budget", "4s", "--quick", .. EverythingCalls, "--stdio", "--", "node", Everything]);

        Assert.True(verdicts.NotPassed.Length == 0, verdicts.NotPassed);
        Assert.Equal(0, verdicts.Code);
    }

    [Fact]
    public async Task The_same_server_alone_on_HTTP_loses_calls_and_shows_no_health()
    {
        var verdicts = await TrialProcess.HoldAsync(
            ["--budget", "2s", "--only", "ready-in-time,health-truthful,stop-in-call", .. EverythingCalls, "--", "node", Everything, "streamableHttp"]);

        Assert.Equal((1, "health-truthful stop-in-call", "ready-in-time"), (verdicts.Code, string.Join(' ', verdicts.With("failed")), string.Join(' ', verdicts.With("passed"))));
    }

    [Fact]
    public async Task An_open_stream_holds_up_the_server_of_most_tutorials()
    {
        var verdicts = await TrialProcess.HoldAsync(
            ["--budget", "2s", "--only", "idle-stop,open-streams", "--call", """echo={"text":"{text}"}""", "--", "node", HttpServers.Script("express-server.mjs")]);

        Assert.Equal((1, "open-streams", "idle-stop"), (verdicts.Code, string.Join(' ', verdicts.With("failed")), string.Join(' ', verdicts.With("passed"))));
    }
}
