using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Init;

/// <summary>The servers of <c>Init/Servers</c>, as people write them: no container, no health, no drain.</summary>
internal static class ServerSource
{
    /// <summary>Copies one to a folder of its own.</summary>
    public static TemporaryFolder Copy(string server)
    {
        var source = Path.Combine(Repository.Folder, "tests", "Seaworthy.ContainerTests", "Init", "Servers", server);
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        return copy;
    }
}
