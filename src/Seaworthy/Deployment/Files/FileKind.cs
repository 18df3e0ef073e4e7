namespace Seaworthy.Deployment.Files;

/// <summary>What a file is, by its name.</summary>
internal enum FileKind
{
    /// <summary>Nothing that matters here.</summary>
    Other,

    /// <summary>A Dockerfile.</summary>
    Dockerfile,

    /// <summary>A Compose file.</summary>
    Compose,

    /// <summary>kustomization.yaml.</summary>
    Kustomization,

    /// <summary>YAML that may be a manifest of Kubernetes.</summary>
    Yaml,

    /// <summary>A systemd service unit, or a drop-in of one.</summary>
    Unit,

    /// <summary>A script that a shell reads.</summary>
    Script,

    /// <summary>package.json.</summary>
    Package,

    /// <summary>A C# project.</summary>
    Project,

    /// <summary>What MSBuild reads with a C# project: Directory.Build.props, Directory.Build.targets and what is imported.</summary>
    BuildSettings,

    /// <summary>appsettings.json and its variants.</summary>
    AppSettings,

    /// <summary>Source code.</summary>
    Source,

    /// <summary>Configuration of nginx.</summary>
    Nginx,

    /// <summary>Variables for Compose.</summary>
    Environment,
}
