using System.Globalization;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Release;

/// <summary>The image <c>seaworthy</c>, from which Dockerfiles copy the program.</summary>
public class ProgramImageTests
{
    private const long Limit = 40_000_000;

    // What Docker itself puts into every container.
    private static readonly string[] OfDocker = [".dockerenv", "dev/", "etc/", "proc/", "sys/"];

    [Fact]
    public async Task It_is_the_program_and_its_licence_in_at_most_40_MB()
    {
        var image = await ReleaseImage.LoadAsync("seaworthy");
        using var folder = new TemporaryFolder();
        await using var container = await Container.RunAsync(image, [], "version");
        var archive = Path.Combine(folder.Path, "root.tar");
        await Docker.RunAsync("export", "--output", archive, container.Name);
        var files = (await Command.RunAsync("tar", ["--list", "--file", archive])).Split('\n');

        Assert.Equal(["LICENSE", "seaworthy"], files.Where(file => !OfDocker.Any(own => file.StartsWith(own, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
        Assert.InRange(long.Parse(await ReleaseImage.InspectAsync(image, "{{.Size}}"), CultureInfo.InvariantCulture), 1_000_000, Limit);
        Assert.Equal("""65532:65532 ["/seaworthy"]""", await ReleaseImage.InspectAsync(image, "{{.Config.User}} {{json .Config.Entrypoint}}"));
    }

    [Fact]
    public async Task It_checks_a_folder_that_is_mounted()
    {
        var image = await ReleaseImage.LoadAsync("seaworthy");
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", "FROM node:22-slim\nCOPY . /app\nCMD node /app/server.js\n");
        await Command.RunAsync("chmod", ["a+rx", folder.Path]);

        var result = await Docker.TryAsync("run", "--rm", "--pull", "never", "--volume", $"{folder.Path}:/work:ro", "--workdir", "/work", image, "check");

        Assert.Equal(1, result.Code);
        Assert.Contains("shell-form-command", result.Output, StringComparison.Ordinal);
    }
}
