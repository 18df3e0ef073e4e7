using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Release;

namespace Seaworthy.ContainerTests.Init;

/// <summary>The servers of <c>Init/Servers</c>, as people write them: no container, and no health and drain but those of the library.</summary>
internal static class ServerSource
{
    /// <summary>Copies one to a folder of its own.</summary>
    public static TemporaryFolder Copy(string server)
    {
        var source = Path.Combine(Repository.Folder, "tests", "Seaworthy.ContainerTests", "Init", "Servers", server);
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        if (server == "dotnet-library")
            AddPackage(copy);
        return copy;
    }

    /// <summary>The library as it is released, in the folder that the server's nuget.config names.</summary>
    private static void AddPackage(TemporaryFolder copy)
    {
        var package = ReleaseFolder.Single("Seaworthy.Hosting.", ".nupkg");
        File.Copy(package, Path.Combine(Directory.CreateDirectory(Path.Combine(copy.Path, "packages")).FullName, Path.GetFileName(package)));
        var project = Path.Combine(copy.Path, "Converter.csproj");
        var text = File.ReadAllText(project);
        Assert.Contains("\"0.1.0\"", text, StringComparison.Ordinal);
        File.WriteAllText(project, text.Replace("\"0.1.0\"", $"\"{ReleaseFolder.Version()}\"", StringComparison.Ordinal));
    }
}
