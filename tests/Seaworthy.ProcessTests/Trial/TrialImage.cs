using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>An image of the stub server behind <c>seaworthy run</c>, and nothing else.</summary>
internal sealed class TrialImage : IAsyncDisposable
{
    private TrialImage(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Builds it, with further lines in its Dockerfile.</summary>
    public static async Task<TrialImage> BuildAsync(params string[] lines)
    {
        Prerequisites.Require(Binaries.ArePublished, "SEAWORTHY_BINARY and STUB_BINARY do not name published binaries, the only ones that run in an empty image.");
        await RequireDockerAsync();
        var folder = Directory.CreateTempSubdirectory("trial-image-");
        try
        {
            File.Copy(Binaries.Seaworthy, Path.Combine(folder.FullName, "seaworthy"));
            File.Copy(Binaries.StubServer, Path.Combine(folder.FullName, "stub-server"));
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "Dockerfile"),
            [
                "FROM scratch", "COPY seaworthy stub-server /", "EXPOSE 3000", .. lines,
                """ENTRYPOINT ["/seaworthy", "run", "--shutdown-timeout", "4s", "--cancel-grace", "1s", "--", "/stub-server"]""",
            ]);
            var name = $"trial-{Guid.NewGuid():N}";
            var (code, _, errors) = await DockerAsync("build", "--tag", name, folder.FullName);
            Assert.True(code == 0, errors);
            return new TrialImage(name);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Skips, or fails in CI, where there is no docker.</summary>
    public static async Task RequireDockerAsync()
    {
        Prerequisites.Require("docker", "runs the images that are put to the trial");
        var (code, _, errors) = await DockerAsync("version");
        Prerequisites.Require(code == 0, $"docker does not work here: {errors}");
    }

    /// <summary>Every container of it, running or not.</summary>
    public async Task<IReadOnlyList<string>> ContainersAsync()
    {
        var (code, output, errors) = await DockerAsync("ps", "--all", "--quiet", "--filter", $"ancestor={Name}");
        Assert.True(code == 0, errors);
        return output;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => _ = await DockerAsync("rmi", "--force", Name);

    private static async Task<(int Code, IReadOnlyList<string> Output, string Errors)> DockerAsync(params string[] arguments)
    {
        var lines = new List<string>();
        await using var docker = TestProcess.Start("docker", arguments, lines.Add);
        return ((await docker.ExitAsync(TimeSpan.FromMinutes(2))).Code, lines, docker.Errors);
    }
}
