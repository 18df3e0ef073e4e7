namespace Seaworthy.Hosting.Settings;

/// <summary>Where this process runs.</summary>
internal static class Surroundings
{
    /// <summary>Whether Kubernetes started this process: it sets the variable in every container.</summary>
    public static bool InKubernetes => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"));
}
