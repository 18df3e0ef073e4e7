using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>Mistakes of the operator, which no restart heals.</summary>
public class UsageTests
{
    [Fact]
    public async Task Every_mistake_is_told_at_once_and_nothing_is_started()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub() with
        {
            Options = ["--queue-timeout", "soon", "--max-body", "much", "--no-such-option", "--path", "mcp"],
            Environment = new Dictionary<string, string?> { ["SEAWORTHY_MAX_QUEUE"] = "-1" },
        });

        await server.AssertExitAsync(2);

        foreach (var word in new[] { "--queue-timeout", "soon", "--max-body", "much", "--no-such-option", "--path", "SEAWORTHY_MAX_QUEUE", "-1" })
            Assert.Contains(word, server.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Log.Events);
    }

    [Fact]
    public async Task A_budget_that_leaves_nothing_for_the_drain_is_refused()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub() with
        {
            Options = ["--shutdown-timeout", "5s", "--shutdown-delay", "3s"],
        });

        await server.AssertExitAsync(2);
        Assert.Contains("--shutdown-timeout", server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var first = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        await using var second = await SeaworthyProcess.StartAsync(RunCommand.Stub() with { Listen = $"http://{first.Url.Authority}" });

        Assert.Contains(first.Url.Authority, (await second.WaitForEventAsync(EventIds.ListenFailed)).Message, StringComparison.Ordinal);
        await second.AssertExitAsync(2);
    }
}
