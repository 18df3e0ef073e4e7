using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Kubernetes;

namespace Seaworthy.ContainerTests.Init;

/// <summary>What init writes for a server of each kind, judged by those who will read it.</summary>
public class GoldenFileTests
{
    private static readonly string Root = Path.Combine(Repository.Folder, "tests", "Seaworthy.Tests", "Init", "Golden");

    public static TheoryData<string> Servers => [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Compose_accepts_its_file(string server)
    {
        await Docker.RequireComposeAsync();
        using var folder = new TemporaryFolder();
        var file = folder.Write("compose.yaml", Read(server, "compose.yaml"));
        folder.Write(".env.production", Read(server, ".env.production.example"));

        var result = await Docker.TryAsync("compose", "--project-directory", folder.Path, "--file", file, "--profile", "*", "config", "--quiet");

        Assert.True(result.Code == 0, result.ToString());
        Assert.Empty(result.Errors);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void The_types_of_the_api_server_accept_its_manifests(string server)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Root, server, "expected", "k8s")).Where(IsOfTheApi))
            Assert.Single(Manifests.Decode(File.ReadAllText(file)));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Systemd_accepts_its_unit(string server)
    {
        Prerequisites.Require("systemd-analyze", "judges the unit");
        using var folder = new TemporaryFolder();
        var unit = Assert.Single(Directory.GetFiles(Path.Combine(Root, server, "expected", "systemd")));
        // systemd wants the program to exist; where it is installed is the only thing that is replaced.
        var start = (await File.ReadAllLinesAsync(unit, TestContext.Current.CancellationToken)).Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal));
        var program = start["ExecStart=".Length..].Split(' ')[0];
        await Command.RunAsync("chmod", ["+x", folder.Write("program", "")]);
        var text = (await File.ReadAllTextAsync(unit, TestContext.Current.CancellationToken)).Replace($"ExecStart={program}", $"ExecStart={folder.Path}/program", StringComparison.Ordinal);

        var verify = await Command.TryAsync("systemd-analyze", ["verify", "--man=no", folder.Write(Path.GetFileName(unit), text)]);
        var security = await Command.TryAsync("systemd-analyze", ["security", "--offline=true", "--threshold=20", unit]);

        Assert.True(verify.Code == 0 && (verify.Output + verify.Errors).Length == 0, verify.ToString());
        Assert.True(security.Code == 0, security.ToString());
    }

    // A route of the Gateway API and a kustomization are of types that the client does not have.
    private static bool IsOfTheApi(string file) => Path.GetFileName(file) is not ("kustomization.yaml" or "httproute.yaml");

    private static string Read(string server, string file) => File.ReadAllText(Path.Combine(Root, server, "expected", file));
}
