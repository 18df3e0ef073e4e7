namespace Seaworthy.Init.Plans;

/// <summary>A server on Python.</summary>
internal sealed record PythonProject : Project
{
    public override Language Language => Language.Python;

    /// <summary>Nobody's in the official image, which has no user but root.</summary>
    public override int User => 10001;

    /// <summary>Who installs its packages.</summary>
    public required PythonInstaller Installer { get; init; }

    /// <summary>What an installation reads before the sources are there.</summary>
    public required IReadOnlyList<string> Manifests { get; init; }

    /// <summary>Whether the project itself is installed as a package.</summary>
    public required bool IsPackage { get; init; }

    /// <summary>The folder in which modules are looked for; null for the project's own.</summary>
    public string? SourceFolder { get; init; }

    public override IReadOnlyList<string> InstalledCommand(string folder) => [$"{folder}/.venv/bin/{Command[0]}", .. Command.Skip(1)];
}
