using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>What the image of a stage is: its own instructions over those of the stages and the image below.</summary>
internal sealed class ImageConfig
{
    private readonly Dictionary<string, Located?> _environment = new(StringComparer.Ordinal);
    private readonly List<ExposedPort> _exposed = [];
    private readonly List<CopyStep> _copies = [];
    private readonly List<Instruction> _runs = [];

    /// <summary>Starts from an image of somebody else, or from the image of a stage below.</summary>
    public ImageConfig(Dockerfile file, Stage stage, Located? baseName, ImageConfig? below)
    {
        (File, Stage, BaseName, Below) = (file, stage, baseName, below);
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

    /// <summary>The Dockerfile.</summary>
    public Dockerfile File { get; }

    /// <summary>The stage.</summary>
    public Stage Stage { get; }

    /// <summary>The stage below; null when an image is below.</summary>
    public ImageConfig? Below { get; }

    /// <summary>The image below every stage, as it is written; its text is empty when only the build knows it.</summary>
    public Located? BaseName { get; }

    /// <summary>The image below every stage; null when only the build knows it.</summary>
    public ImageReference? Base { get; }

    /// <summary>What is known of that image.</summary>
    public ImageFacts? Facts { get; }

    /// <summary>ENTRYPOINT; null when the base image's holds.</summary>
    public Instruction? Entrypoint { get; set; }

    /// <summary>CMD; null when there is none here.</summary>
    public Instruction? Cmd { get; set; }

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
