using Seaworthy.Tests.Commands;

namespace Seaworthy.Tests.Init;

/// <summary>A server's folder on disk, and <c>seaworthy init</c> run over it.</summary>
internal sealed class InitFolder : IDisposable
{
    private readonly DirectoryInfo _around = Directory.CreateTempSubdirectory("seaworthy-init-");

    private readonly DirectoryInfo _folder;

    /// <summary>An empty one.</summary>
    public InitFolder(params (string Path, string Text)[] files)
    {
        // A name of its own: where a project has none, the folder's is taken.
        _folder = _around.CreateSubdirectory("word-server");
        foreach (var (path, text) in files)
            Write(path, text);
    }

    /// <summary>A copy of a folder.</summary>
    public static InitFolder CopyOf(string folder)
    {
        var copy = new InitFolder();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            copy.Write(System.IO.Path.GetRelativePath(folder, file), File.ReadAllText(file));
        return copy;
    }

    public string Path => _folder.FullName;

    /// <summary>Every file with its text, by path.</summary>
    public SortedDictionary<string, string> Files => new(Directory.GetFiles(Path, "*", SearchOption.AllDirectories)
        .ToDictionary(file => System.IO.Path.GetRelativePath(Path, file), File.ReadAllText), StringComparer.Ordinal);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    public string PathOf(string path) => System.IO.Path.Combine(Path, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public Task<CommandLineRun> InitAsync(params string[] options) => CommandLineRun.ActAsync(Facts.Desk, ["init", Path, .. options]);

    public void Dispose() => _around.Delete(recursive: true);
}
