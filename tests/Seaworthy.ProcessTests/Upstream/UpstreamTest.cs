using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Upstream;

/// <summary>What the tests of a front have in common.</summary>
public abstract class UpstreamTest
{
    private protected static JsonObject Milliseconds(int ms) => new() { ["ms"] = ms };

    private protected static Task<RawMcp> ConnectAsync(SeaworthyProcess server) => RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);

    /// <summary>Calls <c>wait</c> with a progress token and returns when the server works on it.</summary>
    private protected static async Task<Task<McpAnswer>> BeginWaitAsync(SeaworthyProcess server, RawMcp client, int ms)
    {
        var call = client.RequestAsync("tools/call", WaitParameters(ms));
        await StderrAsync(server, $"waiting {ms}");
        return call;
    }

    private protected static JsonObject WaitParameters(int ms) => new()
    {
        ["name"] = "wait",
        ["arguments"] = Milliseconds(ms),
        ["_meta"] = new JsonObject { ["progressToken"] = "p" },
    };

    /// <summary>Waits for a line of the server's stderr.</summary>
    private protected static Task<LogEvent> StderrAsync(SeaworthyProcess server, string line) =>
        server.WaitForEventAsync(e => IsStderr(e, line), $"stderr line '{line}'");

    /// <summary>Asserts that one line of the server's stderr came before another.</summary>
    private protected static void AssertOrder(SeaworthyProcess server, string first, string second)
    {
        var events = server.Log.Events.ToList();
        var (before, after) = (events.FindIndex(e => IsStderr(e, first)), events.FindIndex(e => IsStderr(e, second)));
        Expect.That(before >= 0 && after > before, () => $"'{first}' is event {before}, '{second}' is event {after}.\n{server.Describe()}");
    }

    private protected static int WorkerPid(SeaworthyProcess server) =>
        (int)server.Log.Events.Last(e => e.Id == EventIds.UpstreamReady).Number("pid");

    private static bool IsStderr(LogEvent e, string line) => e.Id == EventIds.WorkerStderr && e.Field("line") == line;
}
