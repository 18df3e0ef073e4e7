namespace Seaworthy.Hosting.Contract;

/// <summary>The health endpoints. Artefacts and probes name them, so they never change.</summary>
internal static class HealthPaths
{
    /// <summary>200 only while Ready; details as JSON.</summary>
    public const string Health = "/health";

    /// <summary>503 only when the lifecycle loop itself stands still.</summary>
    public const string Live = "/health/live";

    /// <summary>200 only while Ready.</summary>
    public const string Ready = "/health/ready";

    /// <summary>200 once the server has been ready.</summary>
    public const string Startup = "/health/startup";

    /// <summary>Alias of <see cref="Live"/>.</summary>
    public const string LiveAlias = "/livez";

    /// <summary>Alias of <see cref="Ready"/>.</summary>
    public const string ReadyAlias = "/readyz";

    private static readonly string[] All = [Health, Live, Ready, Startup, LiveAlias, ReadyAlias];

    /// <summary>Whether a path is one of them, as routing compares it: in any case, with or without a slash at the end.</summary>
    public static bool IsHealth(string? path) => All.Contains(path?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase);
}
