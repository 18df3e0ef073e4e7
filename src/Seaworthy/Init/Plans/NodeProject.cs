namespace Seaworthy.Init.Plans;

/// <summary>A server on Node.</summary>
internal sealed record NodeProject : Project
{
    public override Language Language => Language.Node;

    /// <summary>The user <c>node</c> of the official image.</summary>
    public override int User => 1000;

    /// <summary>Who installs its packages.</summary>
    public required PackageManager Manager { get; init; }

    /// <summary>What an installation reads: package.json, the lock file, settings.</summary>
    public required IReadOnlyList<string> Manifests { get; init; }

    /// <summary>Whether a lock file pins every package.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether it has a script named build.</summary>
    public required bool IsBuilt { get; init; }

    /// <summary>Whether an installation would run scripts of its own, which need its sources.</summary>
    public required bool HasInstallScripts { get; init; }
}
