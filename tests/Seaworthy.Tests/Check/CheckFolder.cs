using Seaworthy.Check;
using Seaworthy.Tests.Commands;

namespace Seaworthy.Tests.Check;

/// <summary>Deployment files on disk, and the command line run over them.</summary>
internal sealed class CheckFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seaworthy-check-");

    public CheckFolder(string files)
    {
        foreach (var file in ExampleFiles.Read(files))
            Write(file.Path, file.Text);
    }

    public string Path => _folder.FullName;

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    public string PathOf(string path) => System.IO.Path.Combine(Path, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public Task<CommandLineRun> CheckAsync(params string[] options) => CommandLineRun.ActAsync(Facts.Desk, ["check", Path, .. options]);

    public void Dispose() => _folder.Delete(recursive: true);
}
