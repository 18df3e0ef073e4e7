using System.Globalization;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>Makes of a project what its image is: user, ports, variables and the command, as the SDK's task CreateNewImage does.</summary>
internal sealed class PublishedImageBuilder(FileSet files, Project project)
{
    private const string UserVariable = "APP_UID";

    private readonly PublishedBase _base = new(project);

    /// <summary>The image.</summary>
    public ImageConfig Build()
    {
        var below = _base.Find();
        var command = new PublishedCommand(project, _base.IsSelfContained);
        var image = new ImageConfig(project.File, project.Start, below, Facts(below, command.IsKnown)) { WorkDir = PublishedCommand.Folder(project) ?? "/unknown" };
        foreach (var item in project.KnownItems("ContainerEnvironmentVariable"))
        {
            if (item.Include.Text is { Length: > 0 } name)
                image.SetVariable(name, item.Metadata.GetValueOrDefault("Value") is { Text: { } value } set ? new(value, set.Place) : null);
        }
        foreach (var item in project.KnownItems("ContainerPort"))
        {
            var parts = item.Include.Text!.Split('/');
            var kind = parts.Length > 1 ? parts[1] : item.Metadata.GetValueOrDefault("Type") is { } type ? type.Text : "tcp";
            if (kind is "tcp" or "" && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                image.Expose(new(port, item.Include.Place));
        }
        if (project["ContainerUser"] is { IsSet: true } user)
            image.User = new(user.Text ?? "", user.Place);
        command.Apply(image);
        return image;
    }

    private ImageFacts? Facts(Located below, bool isCommandKnown)
    {
        if (below.Text.Length == 0 || ImageTable.Find(ImageReference.Parse(below.Text)) is not { } facts)
            return null;
        if (!isCommandKnown)
            facts = facts with { Entrypoint = null };
        return facts with { User = User(facts), Port = Port(ImageReference.Parse(below.Text)) };
    }

    /// <summary>The user that the SDK makes of the variable APP_UID, which the images of .NET bring since 8; else that of the image below.</summary>
    private string? User(ImageFacts facts)
    {
        if (project.KnownItems("ContainerEnvironmentVariable").LastOrDefault(item => item.Include.Text == UserVariable) is { } own)
            return own.Metadata.GetValueOrDefault("Value")?.Text;
        return project.Items("ContainerEnvironmentVariable") is null ? null : facts.Environment.GetValueOrDefault(UserVariable) ?? facts.User;
    }

    // The images of .NET set ASPNETCORE_HTTP_PORTS=8080 since 8. A setting of the application's own goes before.
    private int? Port(ImageReference below)
    {
        var isDefault = below.Repository.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal) && PublishedBase.Major(below) >= 8 && project.Items("ContainerEnvironmentVariable") is not null
            && !files.Of(FileKind.AppSettings).Any(file => file.Folder == project.File.Folder && SetsAddress(file));
        return isDefault ? 8080 : null;
    }

    private static bool SetsAddress(SourceFile file) =>
        file.Text.Contains("Kestrel", StringComparison.OrdinalIgnoreCase) || file.Text.Contains("urls\"", StringComparison.OrdinalIgnoreCase) || file.Text.Contains("_ports\"", StringComparison.OrdinalIgnoreCase);
}
