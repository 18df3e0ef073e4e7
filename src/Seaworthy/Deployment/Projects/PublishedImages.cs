using System.Text.RegularExpressions;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>
/// Finds the images that <c>dotnet publish /t:PublishContainer</c> makes. Any program can be published that way; those are taken whose
/// project, or what lies over it, says something about it.
/// </summary>
internal sealed partial class PublishedImages(FileSet files, List<Located> faults)
{
    private static readonly string[] Signs =
    [
        "ContainerRepository", "ContainerImageName", "ContainerImageTag", "ContainerImageTags", "ContainerRegistry", "ContainerBaseImage", "ContainerFamily",
        "ContainerUser", "ContainerWorkingDirectory", "ContainerPort", "ContainerEnvironmentVariable", "ContainerAppCommand", "ContainerAppCommandArgs",
        "ContainerAppCommandInstruction", "ContainerEntrypoint", "ContainerEntrypointArgs", "ContainerDefaultArgs", "ContainerRuntimeIdentifier",
        "ContainerRuntimeIdentifiers", "ContainerImageFormat", "ContainerArchiveOutputPath", "ContainerLabel",
    ];

    private readonly Dictionary<SourceFile, ProjectXml?> _loaded = [];

    /// <summary>Every one.</summary>
    public IReadOnlyList<PublishedImage> Read() =>
    [
        .. files.Of(FileKind.Project).Where(file => !FileNames.IsTest(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => ProjectReader.Read(files, file, Load)).OfType<Project>().Where(IsPublished).Select(Image),
    ];

    private ProjectXml? Load(SourceFile file)
    {
        if (_loaded.TryGetValue(file, out var known))
            return known;
        var (xml, fault) = ProjectXml.Read(file);
        // A project that says nothing of containers is no deployment file, broken or not.
        if (fault is not null && file.Text.Contains("<Container", StringComparison.Ordinal))
            faults.Add(fault);
        return _loaded[file] = xml;
    }

    private static bool IsPublished(Project project)
    {
        if (project.IsProgram is false || project["EnableSdkContainerSupport"].Text == "false" || project["IsPublishable"].Text == "false" || project["IsTestProject"].IsTrue is true)
            return false;
        return Signs.Any(project.Sets) || project["PublishProfile"].Text is "DefaultContainer" || project["WebPublishMethod"].Text is "Container"
            || project.KnownItems("PackageReference").Any(item => item.Include.Text == "Microsoft.NET.Build.Containers");
    }

    private PublishedImage Image(Project project)
    {
        var name = project["ContainerImageName"] is { IsSet: true } old ? old : project["ContainerRepository"];
        return new(new PublishedImageBuilder(files, project).Build(), Normalised((name.IsSet ? name : project.AssemblyName).Text), name.IsSet, project["ContainerRegistry"].Text, Tags(project));
    }

    private static IReadOnlyList<string>? Tags(Project project)
    {
        var (one, several) = (project["ContainerImageTag"], project["ContainerImageTags"]);
        if (one.IsUnknown || several.IsUnknown || project["AutoGenerateImageTag"].IsTrue is not false)
            return null;
        return one.IsSet || several.IsSet ? [.. one.Parts, .. several.Parts] : ["latest"];
    }

    /// <summary>The name as the SDK makes it fit for a registry: small letters, and dashes for what no name may hold.</summary>
    private static string? Normalised(string? name)
    {
        if (string.IsNullOrEmpty(name) || Valid().IsMatch(name))
            return name;
        return new([.. name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '/' ? letter : '-')]);
    }

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$")]
    private static partial Regex Valid();
}
