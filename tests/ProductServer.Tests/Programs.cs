using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using Seaworthy.Processes;

[assembly: SupportedOSPlatform("linux")]

namespace ProductServer.Tests;

/// <summary>The programs that the tests start, built in the same configuration as they.</summary>
internal static class Programs
{
    /// <summary>The server under test: the build beside us, or what PRODUCT_SERVER_BINARY names, such as a native publish.</summary>
    public static string ProductServer { get; } =
        Environment.GetEnvironmentVariable("PRODUCT_SERVER_BINARY") is { Length: > 0 } path ? path : Built("ProductServer", "ProductServer");

    /// <summary>Far more than anything here takes on a busy two-core machine.</summary>
    public static TimeSpan HangGuard { get; } = TimeSpan.FromSeconds(60);

    [ModuleInitializer]
    internal static void UseTheShim() => ChildProcess.ShimPath = Built("Seaworthy.StubServer", "stub-server");

    private static string Built(string project, string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, new DirectoryInfo(AppContext.BaseDirectory).Name, file));
}
