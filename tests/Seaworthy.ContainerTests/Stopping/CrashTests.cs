using System.Globalization;
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
        await using var server = await ProductContainer.StartReadyAsync(image.Tag, "--restart", policy);
        var pid = int.Parse(await server.Container.InspectAsync("{{.State.Pid}}"), CultureInfo.InvariantCulture);
        // 0 would be this test's own process group, and 1 is everybody's parent.
        Assert.True(pid > 1, await server.Container.DescribeAsync());

        // From outside: PID 1 of a namespace cannot be killed from within, and after `docker kill` no policy applies.
        Assert.True(Kernel.Send(pid, Signal.Kill), "Only root can kill the process of a container.");

        await server.RestartedAsync(1);
        var answer = await (await server.ConnectAsync()).CallAsync("list_categories");
        Assert.True(answer.IsAnswered && answer.ErrorCode == 0, answer.ToString());
    }
}
