using Seaworthy.Trial;

namespace Seaworthy.Commands;

/// <summary>Everything that the options of <c>seaworthy trial</c> set.</summary>
internal sealed record TrialSettings
{
    /// <summary>How the trial is held. Its scenarios follow from the four members below.</summary>
    public required TrialOptions Trial { get; init; }

    /// <summary>What starts the server, behind <c>--</c>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The image to start instead of a command.</summary>
    public string? Image { get; init; }

    /// <summary>What starts the image: docker or podman; null: the first that works.</summary>
    public string? Engine { get; init; }

    /// <summary>The endpoint of a server that runs already, instead of a command.</summary>
    public Uri? Url { get; init; }

    /// <summary>Its process.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Servers to compare, instead of one command.</summary>
    public IReadOnlyList<ComparedServer> Compared { get; init; } = [];

    /// <summary>Where the command listens whatever it is told; null: where PORT says.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the command speaks over standard input and output, and <c>seaworthy run</c> stands before it.</summary>
    public bool Stdio { get; init; }

    /// <summary>Variables for the server.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Only these scenarios; empty: all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Not these scenarios.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Only the short ones.</summary>
    public bool Quick { get; init; }

    /// <summary>Only say which there are.</summary>
    public bool List { get; init; }

    /// <summary>How the verdicts are written.</summary>
    public TrialFormat Format { get; init; }

    /// <summary>The JUnit file to write; null: none.</summary>
    public string? JUnit { get; init; }

    /// <summary>The same with other trial options.</summary>
    public TrialSettings WithTrial(Func<TrialOptions, TrialOptions> change) => this with { Trial = change(Trial) };
}
