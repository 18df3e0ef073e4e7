using Seaworthy.Hosting.Contract;

namespace Seaworthy.Init.Plans;

/// <summary>Everything that the artefacts say, decided once: what one of them says, the others say too.</summary>
internal sealed record DeploymentPlan
{
    /// <summary>The server's own files.</summary>
    public required Project Project { get; init; }

    /// <summary>A DNS label: of services, containers, units.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Description { get; init; }

    /// <summary>The version, as an image's tag.</summary>
    public required string Version { get; init; }

    /// <summary>The licence, as an SPDX expression; null when nobody says.</summary>
    public string? License { get; init; }

    /// <summary>The image that is built, with its tag.</summary>
    public required string Image { get; init; }

    /// <summary>The image that has the program seaworthy.</summary>
    public required string SeaworthyImage { get; init; }

    /// <summary>What stands at the network.</summary>
    public required Front Front { get; init; }

    /// <summary>Where it listens, in the container and on a machine.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where the server behind <see cref="Front.Upstream"/> listens.</summary>
    public int UpstreamPort { get; init; }

    /// <summary>The path of the MCP endpoint.</summary>
    public string Path { get; init; } = DefaultPath;

    /// <summary>Processes of the server behind one front.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Whether a server that speaks HTTP itself listens at one port, whatever the variable PORT says.</summary>
    public bool HasOwnPort { get; init; }

    /// <summary>Whether what a session is about lives in the memory of one process.</summary>
    public required bool HasSessions { get; init; }

    /// <summary>The shutdown budget.</summary>
    public ShutdownBudget Budget { get; init; } = ShutdownBudget.Default;

    /// <summary>Whether <c>DATABASE_URL</c> is read.</summary>
    public DatabaseUse Database { get; init; }

    /// <summary>The user and the database of the PostgreSQL that Compose brings along; null for none.</summary>
    public string? Postgres { get; init; }

    /// <summary>Whether Compose brings PostgreSQL along.</summary>
    public bool HasPostgres => Postgres is not null;

    /// <summary>The name of the Dockerfile.</summary>
    public string Dockerfile { get; init; } = DefaultDockerfile;

    /// <summary>A folder in the container that outlives it; null for none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where it is to run.</summary>
    public Target Targets { get; init; } = Target.All;

    /// <summary>What it may use.</summary>
    public Share Share { get; init; } = Share.Default;

    /// <summary>What only Kubernetes is told.</summary>
    public Cluster Cluster { get; init; } = new();

    /// <summary>The image without its tag.</summary>
    public string ImageName => Image[..Image.LastIndexOf(':')];

    /// <summary>The tag of the image.</summary>
    public string ImageTag => Image[(Image.LastIndexOf(':') + 1)..];

    /// <summary>How often Kubernetes asks whether a pod is ready, in seconds.</summary>
    public const int ReadinessPeriod = 2;

    /// <summary>How many times it is not, before it is believed.</summary>
    public const int ReadinessFailures = 2;

    /// <summary>How long it may take until Kubernetes has noticed that a pod is not ready.</summary>
    public static readonly TimeSpan ReadinessNotice = TimeSpan.FromSeconds(ReadinessPeriod * ReadinessFailures);

    /// <summary>The port that nothing else is said about.</summary>
    public const int DefaultPort = 3000;

    /// <summary>The path that nothing else is said about.</summary>
    public const string DefaultPath = "/mcp";

    /// <summary>The name by which every builder finds a Dockerfile.</summary>
    public const string DefaultDockerfile = "Dockerfile";

    /// <summary>What the platform waits for; in whole seconds, because Kubernetes knows no others.</summary>
    public int GraceSeconds => (int)Math.Ceiling(Budget.PlatformGrace(TimeSpan.Zero).TotalSeconds);

    /// <summary>The program at the network with its arguments, in the image.</summary>
    public IReadOnlyList<string> EntryPoint => Front == Front.Library ? Project.Command : FrontWords($"http://0.0.0.0:{Port}", Project.Command);

    /// <summary>The command line of the front, for a server that is started by some words.</summary>
    public IReadOnlyList<string> FrontWords(string listen, IReadOnlyList<string> command) =>
    [
        SeaworthyPath, "run", "--listen", listen,
        .. Path == DefaultPath || Front == Front.Upstream ? (string[])[] : ["--path", Path],
        .. Front == Front.Upstream ? (string[])["--upstream", FormattableString.Invariant($"http://127.0.0.1:{UpstreamPort}{Path}")] : [],
        .. Workers > 1 ? (string[])["--workers", FormattableString.Invariant($"{Workers}")] : [],
        "--", .. command,
    ];

    /// <summary>Where the program seaworthy lies, in the image and on a machine.</summary>
    public const string SeaworthyPath = "/usr/local/bin/seaworthy";
}
