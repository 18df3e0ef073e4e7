using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>
/// What an image is. Of a stage of a Dockerfile: its own instructions over those of the stages and the image below. Of a project that
/// <c>dotnet publish</c> makes an image of: what its properties say over the base image.
/// </summary>
internal sealed class ImageConfig
{
    private readonly Dictionary<string, Located?> _environment = new(StringComparer.Ordinal);
    private readonly List<ExposedPort> _exposed = [];
    private readonly List<CopyStep> _copies = [];
    private readonly List<Instruction> _runs = [];

    /// <summary>Starts from an image of somebody else, or from the image of a stage below.</summary>
    public ImageConfig(Dockerfile file, Stage stage, Located? baseName, ImageConfig? below)
    {
        (File, Dockerfile, From, BasePlace, BaseName) = (file.File, file, stage.From.Place, stage.Base.Place, baseName);
        if (below is null)
        {
            Base = baseName is { Text: not "" } name ? ImageReference.Parse(name.Text) : null;
            Facts = Base is null ? null : ImageTable.Find(Base);
            return;
        }
        (Base, Facts, BaseName) = (below.Base, below.Facts, below.BaseName);
        (Entrypoint, Cmd, User, StopSignal) = (below.Entrypoint, below.Cmd, below.User, below.StopSignal);
        (Healthcheck, Shell, WorkDir) = (below.Healthcheck, below.Shell, below.WorkDir);
        foreach (var (name, value) in below.Environment)
            _environment[name] = value;
        _exposed.AddRange(below.Exposed);
        _copies.AddRange(below.Copies);
        _runs.AddRange(below.Runs);
    }

    /// <summary>The image of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="baseName">The image below, and where that is decided; its text is empty when only the build knows it.</param>
    /// <param name="facts">What is known of that image, and of what publishing makes of it.</param>
    public ImageConfig(SourceFile project, Place start, Located baseName, ImageFacts? facts)
    {
        (File, From, BasePlace, BaseName, Facts) = (project, start, baseName.Place, baseName, facts);
        Base = baseName.Text.Length > 0 ? ImageReference.Parse(baseName.Text) : null;
    }

    /// <summary>The Dockerfile, or the project.</summary>
    public SourceFile File { get; }

    /// <summary>The Dockerfile; null when <c>dotnet publish</c> makes the image of a project.</summary>
    public Dockerfile? Dockerfile { get; }

    /// <summary>Whether <c>dotnet publish</c> makes it of a project. It has no HEALTHCHECK then, and nothing is run or copied while it is made.</summary>
    public bool IsPublished => Dockerfile is null;

    /// <summary>The FROM instruction, or the beginning of the project.</summary>
    public Place From { get; }

    /// <summary>Where the image below is decided.</summary>
    public Place BasePlace { get; }

    /// <summary>What sets the user.</summary>
    public string UserSetting => IsPublished ? "ContainerUser" : "USER";

    /// <summary>What names a port.</summary>
    public string PortSetting => IsPublished ? "ContainerPort" : "EXPOSE";

    /// <summary>The image below everything, as it is written; its text is empty when only the build knows it.</summary>
    public Located? BaseName { get; }

    /// <summary>The image below everything; null when only the build knows it.</summary>
    public ImageReference? Base { get; }

    /// <summary>What is known of that image.</summary>
    public ImageFacts? Facts { get; }

    /// <summary>ENTRYPOINT; null when the base image's holds.</summary>
    public ImageCommand? Entrypoint { get; set; }

    /// <summary>CMD; null when there is none here.</summary>
    public ImageCommand? Cmd { get; set; }

    /// <summary>USER; null when the base image's holds. Its text is empty when only the build knows it.</summary>
    public Located? User { get; set; }

    /// <summary>STOPSIGNAL; null when the base image's holds.</summary>
    public Located? StopSignal { get; set; }

    /// <summary>HEALTHCHECK; null when there is none here.</summary>
    public ImageHealthcheck? Healthcheck { get; set; }

    /// <summary>The words of SHELL; null for <c>/bin/sh -c</c>.</summary>
    public IReadOnlyList<string>? Shell { get; set; }

    /// <summary>The folder that commands start in.</summary>
    public string WorkDir { get; set; } = "/";

    /// <summary>Variables; the value is null when only the build knows it.</summary>
    public IReadOnlyDictionary<string, Located?> Environment => _environment;

    /// <summary>The ports behind EXPOSE.</summary>
    public IReadOnlyList<ExposedPort> Exposed => _exposed;

    /// <summary>What was copied in, in order.</summary>
    public IReadOnlyList<CopyStep> Copies => _copies;

    /// <summary>What was run while building, in order.</summary>
    public IReadOnlyList<Instruction> Runs => _runs;

    /// <summary>Whether a program is in the image: of the base image, installed, or copied in.</summary>
    public Presence Has(string tool)
    {
        if (InstalledTools.Names(this).Contains(tool, StringComparer.Ordinal))
            return Presence.Present;
        return Facts?.Has(tool) ?? Presence.Unknown;
    }

    /// <summary>What runs the shell form here.</summary>
    public ShellKind ShellKind => Shell is { Count: > 0 } words
        ? words[0].EndsWith("bash", StringComparison.Ordinal) ? ShellKind.Bash : ShellKind.Unknown
        : Facts?.Shell ?? ShellKind.Unknown;

    /// <summary>Whether <c>sh</c> is there.</summary>
    public Presence HasShell => Has("sh");

    /// <summary>Takes a variable.</summary>
    public void SetVariable(string name, Located? value) => _environment[name] = value;

    /// <summary>Takes a port.</summary>
    public void Expose(ExposedPort port) => _exposed.Add(port);

    /// <summary>Takes a copy.</summary>
    public void Copy(CopyStep step) => _copies.Add(step);

    /// <summary>Takes a RUN.</summary>
    public void Run(Instruction run) => _runs.Add(run);
}
