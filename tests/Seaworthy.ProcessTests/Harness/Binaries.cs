namespace Seaworthy.ProcessTests.Harness;

/// <summary>The programs under test.</summary>
internal static class Binaries
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>
    /// The published static binary that <c>SEAWORTHY_BINARY</c> names; on a desk, without that variable, the build's own
    /// output. In CI only the published one counts, because that is what people run.
    /// </summary>
    public static string Seaworthy { get; } = Find("SEAWORTHY_BINARY", "Seaworthy/debug/seaworthy");

    /// <summary>The misbehaving MCP server; <c>STUB_BINARY</c> names the published static one.</summary>
    public static string StubServer { get; } = Find("STUB_BINARY", "Seaworthy.StubServer/debug/stub-server");

    /// <summary>A C# server with the library, as the build leaves it.</summary>
    public static string LibraryServer { get; } = Path.Combine(Repository, "artifacts/bin/Seaworthy.LibraryServer/debug/library-server");

    /// <summary>What the official conformance suite asks for, on stdio, as the build leaves it.</summary>
    public static string ConformanceServer { get; } = Path.Combine(Repository, "artifacts/bin/Seaworthy.ConformanceServer/debug/conformance-server");

    /// <summary>The reference server, as the build leaves it.</summary>
    public static string ProductServer { get; } = Path.Combine(Repository, "artifacts/bin/ProductServer/debug/ProductServer");

    /// <summary>Whether both are static files that need nothing else on the disk.</summary>
    public static bool ArePublished { get; } =
        Named("SEAWORTHY_BINARY") is not null && Named("STUB_BINARY") is not null;

    private static string Find(string variable, string built)
    {
        var path = Named(variable) ?? Path.Combine(Repository, "artifacts/bin", built);
        if (Prerequisites.InCi && Named(variable) is null)
            throw new InvalidOperationException($"{variable} is not set. In CI it must name the published binary; .ci/run sets it.");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} does not exist. Build the solution, or set {variable}.");
    }

    private static string? Named(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? Path.GetFullPath(path) : null;

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Seaworthy.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"There is no Seaworthy.slnx above {AppContext.BaseDirectory}.");
    }
}
