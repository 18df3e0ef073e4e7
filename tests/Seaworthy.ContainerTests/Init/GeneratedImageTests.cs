using System.Globalization;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Init;

/// <summary>The image of a server that knows nothing of deployment, built from the files that init wrote.</summary>
public class GeneratedImageTests
{
    private static readonly string[] Installs = ["npm ci", "pip install", "dotnet restore"];

    [Theory]
    [MemberData(nameof(GeneratedServer.Names), MemberType = typeof(GeneratedServer))]
    public async Task It_is_healthy_as_nobody_special_and_a_stop_in_a_call_loses_nothing(string server)
    {
        var generated = await GeneratedServer.OfAsync(server);
        // The interval is the file's own otherwise: old engines look for the first time only after it.
        await using var container = await ServerContainer.StartReadyAsync(generated.Image, "--health-interval", "1s");

        await NobodyProof.HoldsAsync(container.Container, generated.User, generated.Front);
        await Eventually.IsAsync(
            async () => await container.Container.InspectAsync("{{.State.Health.Status}}") == "healthy", "Docker to call it healthy", container.Container.DescribeAsync);
        // The SDK gives none out by itself, and seaworthy does.
        await StopProof.LosesNothingAsync(container, hasSessions: generated.Front == "seaworthy");
    }

    [Fact]
    public async Task As_many_processes_serve_as_were_asked_for_and_one_waits()
    {
        var generated = await GeneratedServer.OfAsync("node-http");
        await using var container = await ServerContainer.StartReadyAsync(generated.Image);

        await Eventually.IsAsync(
            async () => string.Join(' ', (await container.HealthAsync()).GetProperty("workers").EnumerateArray().Select(worker => worker.GetProperty("phase").GetString())) == "Serving Serving Standby",
            "two workers and a spare", container.Container.DescribeAsync);
    }

    [Theory]
    [MemberData(nameof(GeneratedServer.Names), MemberType = typeof(GeneratedServer))]
    public async Task A_second_build_after_a_change_of_the_code_installs_nothing_again(string server)
    {
        var generated = await GeneratedServer.OfAsync(server);
        using var context = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(generated.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(context.Path, Path.GetRelativePath(generated.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var source = Directory.EnumerateFiles(context.Path).Single(file => Path.GetFileName(file) is "server.js" or "server.py" or "Program.cs");
        await File.AppendAllTextAsync(source, "\n", TestContext.Current.CancellationToken);

        var log = await Docker.BuildAsync(TestRun.NewName("image"), Path.Combine(context.Path, "Dockerfile"), context.Path);

        var steps = log.Split("\nStep ");
        var install = steps.Single(step => step.Contains(" : RUN ", StringComparison.Ordinal) && Installs.Any(word => step.Contains(word, StringComparison.Ordinal)));
        Assert.Contains("Using cache", install, StringComparison.Ordinal);
        Assert.True(steps.Count(step => !step.Contains("Using cache", StringComparison.Ordinal)) > 1, string.Create(CultureInfo.InvariantCulture, $"All {steps.Length} steps came from the cache."));
    }
}
