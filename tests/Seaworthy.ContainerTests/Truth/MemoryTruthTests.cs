namespace Seaworthy.ContainerTests.Truth;

/// <summary>Who notices first that memory is gone: the process, which can say what happened, or the kernel.</summary>
public class MemoryTruthTests
{
    [Theory]
    [InlineData("heap-exceeds-limit")]
    [InlineData("ceiling-equals-limit")]
    public async Task The_kernel_kills_without_a_word_before_the_heap_reaches_its_ceiling(string rule)
    {
        using var pair = await TruthPair.CheckedAsync(rule);

        await using (var wrong = await GrownAsync(pair.Wrong))
        {
            await wrong.BecomesAsync("{{.State.OOMKilled}} {{.State.ExitCode}}", "true 137");
            Assert.DoesNotContain("heap", await wrong.Server.LogAsync(), StringComparison.Ordinal);
        }
        await using (var right = await GrownAsync(pair.Right))
        {
            await right.BecomesAsync("{{.State.Running}} {{.State.OOMKilled}}", "false false");
            Assert.Contains("JavaScript heap out of memory", await right.Server.LogAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task<Deployed> GrownAsync(string folder)
    {
        var deployed = await Deployed.StartAsync(folder);
        try
        {
            await deployed.WritesAsync("listening");
            // Nothing comes back: the call is what ends the server.
            Assert.Equal(0, (await (await deployed.HttpAsync()).GetAsync("/grow")).Status);
            return deployed;
        }
        catch
        {
            await deployed.DisposeAsync();
            throw;
        }
    }
}
