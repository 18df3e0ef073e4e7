using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Kubernetes;

namespace Seaworthy.ContainerTests.Trial;

/// <summary>The product's images under <c>seaworthy trial</c>: what an operator would hold before a deploy.</summary>
public class ProductTrialTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    private static readonly string[] Budget =
        ["trial", "--format", "json", "--budget", "4s", "--env", "SEAWORTHY_SHUTDOWN_TIMEOUT=4s", "--env", "SEAWORTHY_CANCEL_GRACE=1s", "--env", "DATA_DIR=/tmp"];

    [Fact]
    public async Task The_native_image_keeps_every_promise()
    {
        var image = await ProductImages.NativeAsync();

        var result = await Command.TryAsync(Binaries.Seaworthy, [.. Budget, "--image", image.Tag], limit: Limit);

        AssertPassed(result, scenarios: 16);
        Assert.Empty(await Docker.RunAsync("ps", "--all", "--quiet", "--filter", $"ancestor={image.Tag}", "--filter", "name=seaworthy-trial"));
    }

    [Fact]
    public async Task The_image_on_the_shared_runtime_keeps_its_promises_under_podman()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var podman = await Podman.WithImagesAsync(image.Tag);

        var result = await podman.TryBesideAsync(
            Binaries.Seaworthy, [.. Budget, "--quick", "--engine", "podman", "--image", $"localhost/{image.Tag}"], Limit);

        AssertPassed(result, scenarios: 6);
        Assert.Empty(await podman.RunAsync("ps", "--all", "--quiet"));
    }

    private static void AssertPassed(CommandResult result, int scenarios)
    {
        Assert.True(result.Output.Length > 0, result.ToString());
        var verdicts = new TrialVerdicts(result.Code, result.Output, result.Errors);
        Assert.True(verdicts.NotPassed.Length == 0, verdicts.NotPassed);
        Assert.Equal((0, scenarios), (verdicts.Code, verdicts.With("passed").Count));
    }
}
