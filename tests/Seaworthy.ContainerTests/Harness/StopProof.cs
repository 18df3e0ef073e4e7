using System.Text.Json.Nodes;

namespace Seaworthy.ContainerTests.Harness;

/// <summary><c>docker stop</c> in the middle of a call, of any server with the tool <c>sleep</c>.</summary>
internal static class StopProof
{
    private const int Milliseconds = 2000;

    /// <summary>The call is answered in full, and only then the container ends, by itself and with exit 0.</summary>
    public static async Task LosesNothingAsync(ServerContainer server, bool hasSessions = true)
    {
        var client = await RawMcp.ConnectAsync(server.Url, Revision.November2025, hasSessions);
        using var call = await client.BeginCallAsync("sleep", new JsonObject { ["ms"] = Milliseconds });

        var report = await server.Container.StopAsync();
        var answer = await call.AnswerAsync();

        Assert.True(answer.IsAnswered && answer.ErrorCode == 0, $"{answer}\n{report}");
        Assert.Equal($"slept {Milliseconds} ms", answer.Text);
        Assert.True(report.ExitCode == 0, report.ToString());
        Assert.Contains("stopping (SIGTERM): calls in flight: 1", report.Log, StringComparison.Ordinal);
        Assert.Contains("stopped: 1 answered, 0 cut", report.Log, StringComparison.Ordinal);
    }
}
