using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>What a published image starts: the program, or what ContainerAppCommand and ContainerEntrypoint put in its place.</summary>
internal sealed class PublishedCommand
{
    private readonly IReadOnlyList<Located>? _entrypoint;
    private readonly IReadOnlyList<Located>? _cmd;

    /// <summary>Puts the items together, by the rules of the SDK's ImageBuilder.</summary>
    public PublishedCommand(Project project, bool? isSelfContained)
    {
        var instruction = project["ContainerAppCommandInstruction"];
        var application = Words(project, "ContainerAppCommand") is [] && instruction.Text != "None" ? Program(project, isSelfContained) : Words(project, "ContainerAppCommand");
        if (instruction.IsUnknown || application is null || Words(project, "ContainerAppCommandArgs") is not { } arguments || Words(project, "ContainerEntrypoint") is not { } entrypoint
            || Words(project, "ContainerEntrypointArgs") is not { } more || Words(project, "ContainerDefaultArgs") is not { } defaults)
        {
            return;
        }
        IsKnown = true;
        var isReplaced = entrypoint.Length > 0 || more.Length > 0;
        // Before there was an application command, arguments alone were CMD behind the program.
        if (!instruction.IsSet && entrypoint.Length == 0 && more.Length > 0 && defaults.Length == 0 && arguments.Length == 0)
            (_entrypoint, _cmd) = (application, more);
        else if (instruction.Text == "None")
            (_entrypoint, _cmd) = (isReplaced ? [.. entrypoint, .. more] : null, defaults);
        else if (instruction.Text == "DefaultArgs" || (!instruction.IsSet && isReplaced))
            (_entrypoint, _cmd) = (isReplaced ? [.. entrypoint, .. more] : null, [.. application, .. arguments, .. defaults]);
        else
            (_entrypoint, _cmd) = ([.. application, .. arguments], defaults);
    }

    /// <summary>Whether it is known at all.</summary>
    public bool IsKnown { get; }

    /// <summary>The folder of the program in the image; null when only the build knows it.</summary>
    public static string? Folder(Project project) => project["ContainerWorkingDirectory"].Text switch { "" => "/app", { } folder => "/" + folder.Trim('/'), null => null };

    /// <summary>Gives it to an image.</summary>
    public void Apply(ImageConfig image)
    {
        if (_entrypoint is { Count: > 0 })
            image.Entrypoint = Command("ENTRYPOINT", _entrypoint);
        if (_cmd is { Count: > 0 })
            image.Cmd = Command("CMD", _cmd);
    }

    private static ImageCommand Command(string setting, IReadOnlyList<Located> words)
    {
        var text = new LogicalText.Builder(words[0].Place.File);
        text.Append(words[0].Place.Start, words[0].Place.Length);
        return new(setting, new CommandForm(true, words, text.ToLogicalText()), words[0].Place);
    }

    private static Located[]? Program(Project project, bool? isSelfContained)
    {
        if (isSelfContained is not { } brings || project.AssemblyName is not { Text: { Length: > 0 } name, Place: var place } || project["ContainerWorkingDirectory"].Text is not { } folder)
            return null;
        // The SDK puts the two behind each other, also where the slash is missing.
        var path = (folder.Length == 0 ? "/app/" : folder) + name;
        return brings ? [new(path, place)] : [new("dotnet", place), new(path + ".dll", place)];
    }

    private static Located[]? Words(Project project, string kind) =>
        project.Items(kind) is { } items ? [.. items.Select(item => new Located(item.Include.Text!, item.Include.Place))] : null;
}
