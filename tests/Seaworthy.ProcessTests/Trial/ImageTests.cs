using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>Images, built here from nothing but the two published binaries.</summary>
[Collection(OneTrialAtATime.Name)]
public class ImageTests
{
    [Fact]
    public async Task A_hardened_image_keeps_its_promises()
    {
        await using var image = await TrialImage.BuildAsync("USER 10001:10001", """HEALTHCHECK CMD ["/seaworthy", "health"]""");

        var verdicts = await TrialProcess.HoldAsync("--budget", "4s", "--only", "ready-in-time,stop-in-call,crash,orphans,image", "--image", image.Name);

        Assert.True(verdicts.NotPassed.Length == 0, verdicts.NotPassed);
        Assert.Equal((0, "10001:10001"), (verdicts.Code, verdicts.Of("image").GetProperty("facts").GetProperty("user").GetString()));
        Assert.EndsWith("healthy", verdicts.Of("image").GetProperty("facts").GetProperty("health status").GetString());
    }

    [Fact]
    public async Task Root_and_a_missing_health_check_are_seen()
    {
        await using var image = await TrialImage.BuildAsync();

        var verdicts = await TrialProcess.HoldAsync("--budget", "4s", "--only", "image", "--image", image.Name);

        Assert.Equal(
            (1, "it runs as root; it has no HEALTHCHECK"),
            (verdicts.Code, string.Join("; ", verdicts.Of("image").GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("seen").GetString()))));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_not_pulled()
    {
        await TrialImage.RequireDockerAsync();

        var verdicts = await TrialProcess.HoldAsync("--image", "seaworthy-no-such-image");

        Assert.Equal(2, verdicts.Code);
        Assert.Contains("There is no image seaworthy-no-such-image here, and the trial pulls none.", verdicts.Errors);
    }

    [Theory]
    [InlineData(nameof(Signal.Interrupt))]
    [InlineData(nameof(Signal.Kill))]
    public async Task Ended_in_the_middle_it_leaves_no_container(string signal)
    {
        await using var image = await TrialImage.BuildAsync();
        await using var trial = TrialProcess.Start("--only", "rolling", "--image", image.Name);
        await trial.Guard.WatchAsync(UntilOneRunsAsync(), "a container");

        Kernel.Send(trial.Pid, Enum.Parse<Signal>(signal));

        await trial.ExitAsync();
        await trial.WaitForAsync(started => started.Count == 0, "the end of whoever removes what is left");
        Assert.Empty(await image.ContainersAsync());

        async Task UntilOneRunsAsync()
        {
            while ((await image.ContainersAsync()).Count == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
