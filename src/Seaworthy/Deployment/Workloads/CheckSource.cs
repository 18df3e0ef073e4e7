namespace Seaworthy.Deployment.Workloads;

/// <summary>What kind of health check it is.</summary>
internal enum CheckSource
{
    /// <summary>HEALTHCHECK of a Dockerfile.</summary>
    Image,

    /// <summary>healthcheck of Compose.</summary>
    Compose,

    /// <summary>startupProbe.</summary>
    Startup,

    /// <summary>readinessProbe.</summary>
    Readiness,

    /// <summary>livenessProbe.</summary>
    Liveness,
}
