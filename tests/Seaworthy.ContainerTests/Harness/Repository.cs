namespace Seaworthy.ContainerTests.Harness;

/// <summary>The files under test.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The reference server's folder.</summary>
    public static string ProductServer { get; } = Path.Combine(Folder, "samples", "ProductServer");

    /// <summary>Copies what a clone would hold to an empty folder: tracked and new files, and nothing that is built or ignored.</summary>
    public static async Task CopyToAsync(string target)
    {
        var listed = await Command.RunAsync("git", ["-C", Folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
        foreach (var file in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var source = Path.Combine(Folder, file);
            if (!File.Exists(source))
                continue; // Deleted, and not yet committed.
            var copy = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Seaworthy.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"There is no Seaworthy.slnx above {AppContext.BaseDirectory}.");
    }
}
