namespace ProductServer.Startup;

/// <summary>Where this process runs.</summary>
internal static class Surroundings
{
    /// <summary>Whether loopback would be unreachable from where the clients are, and the home folder is no place for data.</summary>
    public static bool InContainer { get; } = Environment.ProcessId == 1
        || File.Exists("/.dockerenv")
        || IsSet("KUBERNETES_SERVICE_HOST")
        || IsSet("container")
        || IsSet("DOTNET_RUNNING_IN_CONTAINER");

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
