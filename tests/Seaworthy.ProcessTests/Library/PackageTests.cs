using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Library;

/// <summary>The package, as a stranger uses it: a new project outside the repository, and the code of its README.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly TimeSpan Build = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seaworthy-package-");

    [Fact]
    public async Task A_new_project_with_the_package_serves_and_stops()
    {
        // A version of its own: NuGet would take an older build of the same version from its cache.
        var version = $"0.0.0-test{Environment.ProcessId}";
        // Restored already, with the build: a restore of its own would write over what others build with.
        await DotnetAsync("pack", System.IO.Path.Combine(Binaries.Repository, "src/Seaworthy.Hosting"), "--no-restore", "--output", Path("feed"), $"-p:Version={version}");
        Assert.True(File.Exists(Path($"feed/Seaworthy.Hosting.{version}.nupkg")));
        Assert.True(File.Exists(Path($"feed/Seaworthy.Hosting.{version}.snupkg")));

        await DotnetAsync("new", "web", "--output", Path("app"), "--name", "Greeter", "--no-restore");
        await File.WriteAllTextAsync(Path("app/Program.cs"), Snippet(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path("app/nuget.config"), """<configuration><packageSources><add key="packed" value="../feed" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);
        await DotnetAsync("add", Path("app/Greeter.csproj"), "package", "Seaworthy.Hosting", "--version", version);
        await DotnetAsync("build", Path("app/Greeter.csproj"), "--output", Path("out"));

        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library() with { Built = Path("out/Greeter") });
        var client = await LibraryClients.ConnectAsync(server, LibraryClients.Stateless, Revision.July2026);
        var answer = await client.CallAsync("greet", new JsonObject { ["name"] = "stranger" });
        Assert.Equal("Hello, stranger!", answer.Text);
        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The first C# block of the package's README: what is promised there must compile.</summary>
    private static string Snippet()
    {
        var readme = File.ReadAllText(System.IO.Path.Combine(Binaries.Repository, "src/Seaworthy.Hosting/README.md"));
        return readme.Split("```csharp\n", 2)[1].Split("```", 2)[0];
    }

    private string Path(string relative) => System.IO.Path.Combine(_folder.FullName, relative);

    private async Task DotnetAsync(params string[] arguments)
    {
        var lines = new List<string>();
        await using var process = TestProcess.Start(Prerequisites.Require("dotnet", "packs and builds"), arguments, lines.Add, new Dictionary<string, string?>
        {
            // What this test packs stays in its own folder; everything else comes from where the build put it.
            ["NUGET_PACKAGES"] = Path("packages"),
            ["NUGET_FALLBACK_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"),
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        });
        var exit = await process.ExitAsync(Build);
        Assert.True(exit.Code == 0, $"dotnet {string.Join(' ', arguments)}: exit {exit.Code}\n{string.Join('\n', lines)}\n{process.Errors}");
    }
}
