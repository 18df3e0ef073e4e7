namespace Seaworthy.Hosting.Settings;

/// <summary>Where this process runs.</summary>
internal static class Surroundings
{
    /// <summary>Whether Kubernetes started this process: it sets the variable in every container.</summary>
    public static bool InKubernetes => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"));

    /// <summary>Whether the network of this process may end with it, as that of a container does.</summary>
    public static bool InContainer => Environment.ProcessId == 1 || InKubernetes || File.Exists("/.dockerenv") || File.Exists("/run/.containerenv");
}
