using System.Globalization;

namespace Seaworthy.Hosting.Settings;

/// <summary>Where this process runs.</summary>
internal static class Surroundings
{
    /// <summary>Whether Kubernetes started this process: it sets the variable in every container.</summary>
    public static bool InKubernetes => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"));

    /// <summary>Whether the network of this process may end with it, as that of a container does with the container's first process.</summary>
    public static bool NetworkEndsWithProcess => EndsContainer(
        Environment.ProcessId, ReadParent("/proc/self/stat"), isInContainer: InKubernetes || File.Exists("/.dockerenv") || File.Exists("/run/.containerenv"));

    /// <summary>
    /// A container ends with its process 1; with an init before it (<c>docker run --init</c>), which follows its only child; or, where containers share
    /// one space of process ids, with the process whose parent is outside (0).
    /// </summary>
    public static bool EndsContainer(int processId, int? parentId, bool isInContainer) => processId == 1 || isInContainer && parentId is null or 0 or 1;

    /// <summary>The second field after the name, which may itself contain anything (proc(5)); null when it cannot be read.</summary>
    public static int? ReadParent(string stat)
    {
        try
        {
            var text = File.ReadAllText(stat);
            return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
