using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Kubernetes;

namespace Seaworthy.ContainerTests.Init;

/// <summary>What else init writes, as those read it who will.</summary>
public class GeneratedFileTests
{
    [Theory]
    [MemberData(nameof(GeneratedServer.Names), MemberType = typeof(GeneratedServer))]
    public async Task Compose_accepts_its_file(string server)
    {
        var generated = await GeneratedServer.OfAsync(server);
        await Docker.RequireComposeAsync();

        var result = await Docker.TryAsync("compose", "--project-directory", generated.Folder, "config", "--quiet");

        Assert.True(result.Code == 0, result.ToString());
        Assert.Empty(result.Errors);
    }

    [Theory]
    [MemberData(nameof(GeneratedServer.Names), MemberType = typeof(GeneratedServer))]
    public async Task Every_manifest_decodes_strictly(string server)
    {
        var generated = await GeneratedServer.OfAsync(server);
        var manifests = Directory.EnumerateFiles(Path.Combine(generated.Folder, "k8s"), "*.yaml").Where(file => Path.GetFileName(file) != "kustomization.yaml").ToList();

        Assert.Contains(manifests, file => Path.GetFileName(file) == "deployment.yaml");
        Assert.All(manifests, file => Assert.Single(Manifests.Decode(File.ReadAllText(file))));
    }

    [Theory]
    [MemberData(nameof(GeneratedServer.Names), MemberType = typeof(GeneratedServer))]
    public async Task Systemd_accepts_its_unit(string server)
    {
        Prerequisites.Require("systemd-analyze", "judges the unit");
        var generated = await GeneratedServer.OfAsync(server);
        var unit = Assert.Single(Directory.EnumerateFiles(Path.Combine(generated.Folder, "systemd"), "*.service"));

        // systemd wants the program to exist; where it is installed is the only thing that is replaced.
        using var folder = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(unit, TestContext.Current.CancellationToken);
        var program = server == "dotnet-library" ? "/opt/converter/Converter" : "/usr/local/bin/seaworthy";
        Assert.Matches($"(?m)^ExecStart={program}(?: |$)", text);
        var copy = folder.Write(Path.GetFileName(unit), text.Replace($"ExecStart={program}", $"ExecStart={Binaries.Seaworthy}", StringComparison.Ordinal));
        var result = await Command.TryAsync("systemd-analyze", ["verify", "--man=no", copy]);

        Assert.True(result.Code == 0, result.ToString());
        Assert.Empty(result.Output + result.Errors);
    }

    [Theory]
    [MemberData(nameof(GeneratedServer.Names), MemberType = typeof(GeneratedServer))]
    public async Task Check_finds_nothing_and_verify_sees_no_drift(string server)
    {
        var generated = await GeneratedServer.OfAsync(server);

        var check = await Command.TryAsync(Binaries.Seaworthy, ["check", generated.Folder, "--fail-on", "info"]);

        Assert.True(check.Code == 0, check.ToString());
        // The options of its first run hold for this one.
        var verify = await Command.TryAsync(Binaries.Seaworthy, ["init", generated.Folder, "--verify"]);
        Assert.True(verify.Code == 0, verify.ToString());
    }
}
