using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>A server on .NET.</summary>
internal sealed class DotNetDetector(ProjectFiles files, Answers answers, Findings findings)
{
    private const string Registry = "mcr.microsoft.com/dotnet/";

    /// <summary>Reads it.</summary>
    public void Read()
    {
        if (FindProject() is not { } file)
            return;
        var xml = ProjectXml.Read(file);
        var sources = files.Of(".cs").Where(source => FileSet.IsBelow(source.Path, file.Folder)).ToArray();
        var framework = Property(file, xml, "TargetFramework");
        var version = framework?.Text.StartsWith("net", StringComparison.Ordinal) is true ? framework.Text[3..].Split('-')[0] : "10.0";
        findings.Found("runtime", $".NET {version}", framework is null ? "no TargetFramework is set where it is looked for" : "TargetFramework", framework?.Place);
        findings.Found("entry", file.Path, "the project", file.Start);
        findings.Name = xml.Property("AssemblyName")?.Text ?? file.Name[..^".csproj".Length];
        (findings.Version, findings.Description) = ((Property(file, xml, "Version") ?? Property(file, xml, "VersionPrefix"))?.Text, xml.Property("Description")?.Text);
        findings.License = Property(file, xml, "PackageLicenseExpression")?.Text;
        var library = sources.SelectMany(source => new SourceSigns(source)[SourceSign.Seaworthy]).FirstOrDefault();
        findings.HasLibrary = library is not null;
        if (library is not null)
            findings.Found("library", "Seaworthy.Hosting", "the server drains, and answers for its health, by itself", library.Place);
        // The library is for servers that speak HTTP, whatever else they can do.
        TransportReader.Read(sources, [], library is null || answers.Transport is not null ? answers : answers with { Transport = Transport.Http }, findings);
        findings.Project = Create(file, xml, version);
    }

    private DotNetProject Create(SourceFile file, ProjectXml xml, string version)
    {
        var isWeb = xml.Sdk.EndsWith(".Web", StringComparison.Ordinal) || xml.Items("FrameworkReference").Any(item => item.Text == "Microsoft.AspNetCore.App");
        var context = new DotNetContext(files, file.Path, answers.Native);
        var assembly = xml.Property("AssemblyName")?.Text ?? file.Name[..^".csproj".Length];
        var isNoble = version is not ("8.0" or "6.0");
        var chiseled = isNoble ? "noble-chiseled" : "jammy-chiseled";
        return new()
        {
            ProjectFile = EntryPath.Of(context.FromContext(file.Path)),
            Assembly = assembly,
            RestoreFiles = context.RestoreFiles,
            ContextPaths = context.Paths,
            IsLocked = context.IsLocked,
            HasRuntimes = xml.Property("RuntimeIdentifiers") is not null,
            NativeProperty = !answers.Native ? null : $"-p:{xml.NativeSwitch ?? "PublishAot"}=true",
            BuildImage = answers.BuildImage ?? $"{Registry}sdk:{version}{(answers.Native ? "-noble-aot" : "")}",
            BaseImage = answers.BaseImage ?? $"{Registry}{(answers.Native ? "runtime-deps" : isWeb ? "aspnet" : "runtime")}:{version}-{chiseled}",
            Command = [.. answers.Native ? [$"/app/{assembly}"] : (string[])["dotnet", EntryPath.Of($"{assembly}.dll")], .. answers.Arguments ?? []],
            Context = context.Path,
            Folder = context.Prefix,
        };
    }

    private SourceFile? FindProject()
    {
        var projects = files.Of(".csproj").Where(file => answers.Entry is not { } said || file.Path == said || file.Path == said + ".csproj").ToArray();
        // Beside a server lie libraries, which start nothing.
        var programs = projects.Where(IsProgram).ToArray();
        if ((programs.Length > 0 ? programs : projects) is [var only])
            return only;
        findings.Missing("--entry", "Which project is the server?", projects.Length == 0
            ? answers.Entry is { } entry ? $"there is no project {entry}" : "there is no project file" : "there are several projects that can be started",
            [.. (programs.Length > 0 ? programs : [.. files.Of(".csproj")]).Select(project => project.Path)]);
        return null;
    }

    private static bool IsProgram(SourceFile file) => ProjectXml.Read(file) is var xml
        && (xml.Sdk.EndsWith(".Web", StringComparison.Ordinal) || xml.Property("OutputType")?.Text is "Exe");

    /// <summary>A property of the project, or of the nearest Directory.Build.props.</summary>
    private Located? Property(SourceFile file, ProjectXml xml, string name)
    {
        if (xml.Property(name) is { } own)
            return own;
        var folder = file.Folder;
        for (var up = 0; up < 8; up++, folder = FileSet.Join(folder, ".."))
        {
            if (files.Find(FileSet.Join(folder, "Directory.Build.props")) is { } props)
                return ProjectXml.Read(props).Property(name);
        }
        return null;
    }
}
