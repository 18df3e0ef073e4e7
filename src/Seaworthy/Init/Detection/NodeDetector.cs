using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>A server on Node.</summary>
internal sealed class NodeDetector(ProjectFiles files, Answers answers, Findings findings)
{
    private static readonly string[] InstallScripts = ["prepare", "preinstall", "install", "postinstall"];

    private static readonly string[] Settings = [".npmrc", ".yarnrc", ".yarnrc.yml", "pnpm-workspace.yaml"];

    private readonly Node? _package = files.Find("package.json") is { } file ? JsonReader.Read(file).Document : null;

    /// <summary>Reads it.</summary>
    public void Read()
    {
        var version = NodeVersion.Find(files, _package);
        findings.Found("runtime", $"Node {version.Text}", version.Place is null ? "the newest with long-term support" : "asked for by the project", version.Place);
        (findings.Name, findings.Version, findings.Description) = (_package?.Find("name")?.Text, _package?.Find("version")?.Text, _package?.Find("description")?.Text);
        findings.License = _package?.Find("license")?.Text;

        var manager = FindManager();
        var build = _package?.Find("scripts", "build")?.Located;
        if (build is not null)
            findings.Found("build", $"{Name(manager)} run build", build.Text, build.Place);
        var entry = new NodeEntry(files, _package, build is not null).Find(answers, findings);
        TransportReader.Read(files.Of(".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"), entry?.Sources ?? [], answers, findings);
        if (entry is null)
            return;
        var image = $"node:{version.Text}-bookworm-slim";
        findings.Project = new NodeProject
        {
            Manager = manager,
            Manifests = [.. ((string?[])["package.json", LockOf(manager), .. Settings.Where(files.Has)]).OfType<string>()],
            IsLocked = LockOf(manager) is not null,
            IsBuilt = build is not null,
            HasInstallScripts = InstallScripts.Any(script => _package?.Find("scripts", script) is not null),
            BuildImage = answers.BuildImage ?? image,
            BaseImage = answers.BaseImage ?? image,
            Command = ["node", EntryPath.Of(entry.File), .. answers.Arguments ?? entry.Arguments],
        };
    }

    private PackageManager FindManager()
    {
        var (manager, lockFile) = files.Has("pnpm-lock.yaml") ? (PackageManager.Pnpm, "pnpm-lock.yaml")
            : files.Has("yarn.lock") ? (files.Has(".yarnrc.yml") || files.Find("yarn.lock")?.Text.Contains("__metadata:", StringComparison.Ordinal) is true ? PackageManager.Yarn : PackageManager.YarnClassic, "yarn.lock")
            : (PackageManager.Npm, files.First("package-lock.json", "npm-shrinkwrap.json"));
        if (lockFile is null)
            findings.Found("packages", "npm", "no lock file: commit package-lock.json, or each build may get other versions");
        else
            findings.Found("packages", Name(manager), lockFile, new SourceFile(lockFile, "").Start);
        return manager;
    }

    private string? LockOf(PackageManager manager) => manager switch
    {
        PackageManager.Pnpm => "pnpm-lock.yaml",
        PackageManager.Npm => files.First("package-lock.json", "npm-shrinkwrap.json"),
        _ => "yarn.lock",
    };

    private static string Name(PackageManager manager) => manager switch
    {
        PackageManager.Npm => "npm",
        PackageManager.Pnpm => "pnpm",
        _ => "yarn",
    };
}
