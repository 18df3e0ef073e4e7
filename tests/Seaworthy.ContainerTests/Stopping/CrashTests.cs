using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Stopping;

/// <summary>An end that nobody asked for.</summary>
public class CrashTests
{
    [Theory]
    [InlineData("unless-stopped")]
    [InlineData("on-failure")]
    public async Task A_killed_process_is_started_again(string policy)
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var server = await ServerContainer.StartReadyAsync(image.Tag, "--restart", policy);

        await server.Container.SignalAsync(Signal.Kill);

        await server.RestartedAsync(1);
        var answer = await (await server.ConnectAsync()).CallAsync("list_categories");
        Assert.True(answer.IsAnswered && answer.ErrorCode == 0, answer.ToString());
    }
}
