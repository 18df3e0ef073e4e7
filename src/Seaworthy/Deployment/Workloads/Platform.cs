namespace Seaworthy.Deployment.Workloads;

/// <summary>Who starts and stops a server.</summary>
internal enum Platform
{
    /// <summary>An image alone: <c>docker run</c>.</summary>
    Image,

    /// <summary>Compose.</summary>
    Compose,

    /// <summary>Kubernetes.</summary>
    Kubernetes,

    /// <summary>systemd.</summary>
    Systemd,
}
