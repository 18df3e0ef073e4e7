using System.Text.Json;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>Whether a slow start counts as sickness. The server starts when a file is there.</summary>
public class StartPeriodTruthTests
{
    private const string Health = "{{.State.Health.Status}}";

    [Theory]
    [InlineData("no-start-period")]
    [InlineData("override-shrinks-start")]
    public async Task Without_a_start_period_a_server_is_unhealthy_before_it_ever_was_ready(string rule)
    {
        using var pair = await TruthPair.CheckedAsync(rule);

        await using (var wrong = await Deployed.StartAsync(pair.Wrong))
            await wrong.BecomesAsync(Health, "unhealthy");
        await using (var right = await Deployed.StartAsync(pair.Right))
        {
            // More failures than the check's two retries: the start period is why they do not count.
            await Eventually.IsAsync(async () => await ProbesAsync(right) >= 3, "three probes", right.Server.DescribeAsync);
            Assert.Equal("starting", await right.Server.InspectAsync(Health));
            Assert.Equal(0, (await right.Server.ExecAsync("touch", "/tmp/started")).Code);
            await right.BecomesAsync(Health, "healthy");
        }
    }

    private static async Task<int> ProbesAsync(Deployed deployed)
    {
        using var log = JsonDocument.Parse(await deployed.Server.InspectAsync("{{.State.Health.Log}}"));
        return log.RootElement.GetArrayLength();
    }
}
