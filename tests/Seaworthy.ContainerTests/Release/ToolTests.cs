using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Release;

/// <summary>The tool package, as a stranger with a .NET SDK installs it.</summary>
public class ToolTests
{
    [Fact]
    public async Task It_installs_from_the_folder_and_is_the_native_program()
    {
        Prerequisites.Require("dotnet", "installs the tool");
        using var folder = new TemporaryFolder();
        var tools = Path.Combine(folder.Path, "tools");

        await Command.RunAsync(
            "dotnet",
            ["tool", "install", "Seaworthy", "--version", ReleaseFolder.Version(), "--tool-path", tools, "--source", ReleaseFolder.Require()],
            // No package of an earlier release, and no other feed.
            new Dictionary<string, string?>
            {
                ["NUGET_PACKAGES"] = Path.Combine(folder.Path, "packages"),
                ["DOTNET_CLI_HOME"] = folder.Path,
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_NOLOGO"] = "1",
            });

        var version = await Command.RunAsync(Path.Combine(tools, "seaworthy"), ["version"]);
        Assert.StartsWith($"seaworthy {ReleaseFolder.Version()}\n", version, StringComparison.Ordinal);
        Assert.Contains("native, static", version, StringComparison.Ordinal);
        // That file, and no debug symbols or documentation beside it.
        var program = Assert.Single(Directory.GetFiles(Path.Combine(tools, ".store"), "seaworthy*", SearchOption.AllDirectories), path => new FileInfo(path).Length > 1_000_000 && !path.EndsWith(".nupkg", StringComparison.Ordinal));
        Assert.Equal(ReleaseFolder.Digest(Path.Combine(ReleaseFolder.Require(), "seaworthy-linux-x64")), ReleaseFolder.Digest(program));
    }
}
