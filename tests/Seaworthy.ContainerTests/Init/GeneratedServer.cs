using System.Collections.Concurrent;
using Seaworthy.ContainerTests.Harness;

[assembly: AssemblyFixture(typeof(Seaworthy.ContainerTests.Init.GeneratedFolders))]

namespace Seaworthy.ContainerTests.Init;

/// <summary>A server with the files that <c>seaworthy init</c> wrote beside it, and the image that Docker made of them; each once.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Image">The tag, which every file names.</param>
/// <param name="User">The number of its processes' user.</param>
/// <param name="Front">The name of the program at the network: its first process.</param>
internal sealed record GeneratedServer(string Folder, string Image, int User, string Front)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<GeneratedServer>>> Made = new();

    /// <summary>The servers of <c>Init/Servers</c>.</summary>
    public static TheoryData<string> Names { get; } = ["node-stdio", "node-http", "python-stdio", "dotnet-stdio", "dotnet-library"];

    /// <summary>Of one of <see cref="Names"/>.</summary>
    public static Task<GeneratedServer> OfAsync(string server) => Made.GetOrAdd(server, _ => new(() => MakeAsync(server))).Value;

    /// <summary>The text of a file that was written.</summary>
    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static async Task<GeneratedServer> MakeAsync(string server)
    {
        var program = await SeaworthyImage.TagAsync();
        var folder = GeneratedFolders.Keep(ServerSource.Copy(server));
        var tag = $"{TestRun.NewName("image")}:1";
        var (user, answers) = server switch
        {
            // It reads PORT, so that there can be several of it.
            "node-http" => (1000, ["--workers", "2"]),
            // Of a server without the SDK nobody can see how it is started and spoken to.
            "python-stdio" => (10001, ["--entry", "server.py", "--transport", "stdio", "--name", "word-counter"]),
            "dotnet-stdio" or "dotnet-library" => (1654, []),
            _ => (1000, Array.Empty<string>()),
        };
        await Command.RunAsync(Binaries.Seaworthy, ["init", folder, "--seaworthy-image", program, "--image", tag, .. answers]);
        await Docker.BuildAsync(tag, Path.Combine(folder, "Dockerfile"), folder);
        return new GeneratedServer(folder, tag, user, server == "dotnet-library" ? "dotnet" : "seaworthy");
    }
}
