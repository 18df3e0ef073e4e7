using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Systemd;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Workloads;

/// <summary>One server as one platform starts it: image, command, variables, checks and limits joined.</summary>
internal sealed record Workload
{
    /// <summary>Who starts it.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Its name, and where that is written.</summary>
    public required Located Name { get; init; }

    /// <summary>The image of a Dockerfile or of a project; null when it is built elsewhere.</summary>
    public ImageConfig? Build { get; init; }

    /// <summary>The image by name; null when it is built here and has none.</summary>
    public Located? Image { get; init; }

    /// <summary>What is known of the image, or of the one it is built on.</summary>
    public ImageFacts? Facts { get; init; }

    /// <summary>What starts.</summary>
    public required LaunchChain Launch { get; init; }

    /// <summary>Whether the platform says what starts, and not the image.</summary>
    public bool OverridesCommand { get; init; }

    /// <summary>The variables; a value is null when it is only known elsewhere.</summary>
    public required IReadOnlyDictionary<string, Located?> Environment { get; init; }

    /// <summary>How long the platform waits; null for an image alone.</summary>
    public Grace? Grace { get; init; }

    /// <summary>What runs before the stop signal.</summary>
    public PreStop? PreStop { get; init; }

    /// <summary>The stop signal as it is set somewhere; null for SIGTERM.</summary>
    public Located? StopSignal { get; init; }

    /// <summary>Where the platform puts an init in front; null when it does not.</summary>
    public Place? Init { get; init; }

    /// <summary>The health checks; those of the image only where the platform follows them.</summary>
    public IReadOnlyList<HealthCheck> Checks { get; init; } = [];

    /// <summary>How much memory it may use.</summary>
    public MemoryLimit? Memory { get; init; }

    /// <summary>The server's own files.</summary>
    public required Application Application { get; init; }

    /// <summary>The folder that the image is built from.</summary>
    public string Context { get; init; } = "";

    /// <summary>The service, in Compose.</summary>
    public ComposeService? Service { get; init; }

    /// <summary>The container, in Kubernetes.</summary>
    public PodContainer? Container { get; init; }

    /// <summary>The unit, in systemd.</summary>
    public UnitFile? Unit { get; init; }

    /// <summary>How long a stop may take; null when nobody says.</summary>
    public Drain? Drain { get; init; }

    /// <summary>The value of a variable; null when it is not set here.</summary>
    public Located? Variable(string name) => Environment.GetValueOrDefault(name);

    /// <summary>Whether a program is in the image.</summary>
    public Presence Has(string tool) => Build?.Has(tool) ?? Facts?.Has(tool) ?? Presence.Unknown;

    /// <summary>Whether <c>seaworthy run</c> is in front, which reaps, forwards, drains and announces.</summary>
    public bool HasSeaworthy => Launch.Find(LayerKind.Seaworthy) is not null || Application.Has(SourceSign.Seaworthy);

    /// <summary>The image as messages name it.</summary>
    public string ImageName => Build?.BaseName is { Text.Length: > 0 } name ? name.Text : Image?.Text ?? "the image";

    /// <summary>Whether somebody can reach it over the network, as far as its files tell.</summary>
    public bool IsServer => Build?.Exposed.Count > 0 || Service?["ports"] is not null || Service?["expose"] is not null || Container?.Map["ports"] is not null
        || Application.IsHttp || Launch.Find(LayerKind.Seaworthy) is not null;
}
