using Seaworthy.Tests.Commands;

namespace Seaworthy.Tests.Init;

/// <summary>The deployment files of the sample are what init writes; a change of either shows here.</summary>
public class ProductServerTests
{
    private static readonly string Folder = Path.Combine(GeneratedFile.Root, "samples", "ProductServer");

    [Fact]
    public async Task Its_files_are_what_init_writes()
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, "init", Folder, "--verify");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
    }

    [Fact]
    public async Task So_is_the_image_of_its_native_variant()
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk,
            "init", Folder, "--verify", "--target", "docker", "--native", "--dockerfile", "Dockerfile.aot", "--image", "product-server:0.1.0-aot");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
    }
}
