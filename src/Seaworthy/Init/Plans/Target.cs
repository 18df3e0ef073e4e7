namespace Seaworthy.Init.Plans;

/// <summary>Where a server is to run. A flag each.</summary>
[Flags]
internal enum Target
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>An image: Dockerfile and .dockerignore.</summary>
    Docker = 1,

    /// <summary>Compose.</summary>
    Compose = 2,

    /// <summary>Kubernetes.</summary>
    Kubernetes = 4,

    /// <summary>systemd, without a container.</summary>
    Systemd = 8,

    /// <summary>Everywhere.</summary>
    All = Docker | Compose | Kubernetes | Systemd,
}
