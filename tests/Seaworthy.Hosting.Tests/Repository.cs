namespace Seaworthy.Hosting.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Seaworthy.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Seaworthy.slnx is in no folder above the test assembly.");
    }
}
