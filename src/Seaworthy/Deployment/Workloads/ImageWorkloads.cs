using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Makes a workload of an image.</summary>
internal sealed class ImageWorkloads(FileSet files, ApplicationFinder applications, DrainReader drains)
{
    private static readonly Dictionary<string, string> NoArguments = [];

    private readonly Dictionary<Dockerfile, string> _contexts = [];

    /// <summary>The image of a Dockerfile's stage; null when there is no such stage.</summary>
    public static ImageConfig? Build(Dockerfile file, string? target, IReadOnlyDictionary<string, string>? arguments = null) =>
        ImageBuilder.Build(file, target, arguments ?? NoArguments);

    /// <summary>The folder that it is built from when nobody says so.</summary>
    public string ContextOf(ImageConfig image)
    {
        if (image.Dockerfile is not { } file)
            return image.File.Folder;
        return _contexts.TryGetValue(file, out var known) ? known : _contexts[file] = BuildContext.Of(file, files);
    }

    /// <summary>The workload of an image alone.</summary>
    public Workload Create(ImageConfig image)
    {
        var context = ContextOf(image);
        var words = StartCommand.Of(image);
        var place = (image.Cmd ?? image.Entrypoint)?.Place ?? image.From;
        var launch = new LaunchReader(files, image, image.Facts, context).Read(words, place);
        var application = applications.Find(launch, context);
        return new()
        {
            Platform = Platform.Image,
            Name = new(image.File.Path, image.From),
            Build = image,
            Facts = image.Facts,
            Launch = launch,
            Environment = image.Environment,
            StopSignal = image.StopSignal,
            Checks = CheckOf(image) is { } check ? [check] : [],
            Application = application,
            Context = context,
            Drain = drains.Read(launch, image.Environment, application),
        };
    }

    /// <summary>The HEALTHCHECK of an image; null when there is none.</summary>
    public static HealthCheck? CheckOf(ImageConfig image)
    {
        if (image.Healthcheck is not { Test: { } test } check)
            return null;
        return new(CheckSource.Image, check.Instruction.Place)
        {
            Exec = test.IsExec ? test.Words : null,
            ShellCommandText = test.IsExec ? null : test.Text.ToLocated(),
            Interval = check.Flags.GetValueOrDefault("interval"),
            Timeout = check.Flags.GetValueOrDefault("timeout"),
            StartPeriod = check.Flags.GetValueOrDefault("start-period"),
            Retries = check.Flags.GetValueOrDefault("retries"),
        };
    }
}
