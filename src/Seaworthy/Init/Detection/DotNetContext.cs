using Seaworthy.Deployment.Files;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>Everything that a restore and a build of a project read, and the folder that holds all of it: the build context.</summary>
internal sealed class DotNetContext
{
    private const int Highest = 8;

    private static readonly string[] Central = ["global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "NuGet.Config", "NuGet.config", "nuget.config", ".editorconfig"];

    private readonly ProjectFiles _files;
    private readonly bool _isNative;
    private readonly List<string> _projects = [];
    private readonly List<string> _central = [];
    private readonly List<string> _feeds = [];

    /// <summary>Follows a project's references.</summary>
    public DotNetContext(ProjectFiles files, string project, bool isNative)
    {
        (_files, _isNative) = (files, isNative);
        Follow(project);
        foreach (var name in Central)
        {
            if (Upwards(Folder(project)).Select(folder => FileSet.Join(folder, name)).FirstOrDefault(files.Has) is { } found)
                Add(found);
        }
        var up = _projects.Concat(_central).Concat(_feeds).Max(path => path.Split('/').TakeWhile(part => part == "..").Count());
        Path = up == 0 ? "." : string.Join('/', Enumerable.Repeat("..", up));
        Prefix = up == 0 ? "" : string.Join('/', files.Location.Split('/')[^up..]);
    }

    /// <summary>The context, seen from the server's folder.</summary>
    public string Path { get; }

    /// <summary>The server's folder, seen from the context; empty when it is the context.</summary>
    public string Prefix { get; }

    /// <summary>Whether every project has a lock file.</summary>
    public bool IsLocked => _projects.All(project => _files.Has(LockOf(project)));

    /// <summary>What a restore reads, folder by folder; the project's own folder comes last, for it changes most.</summary>
    public IReadOnlyList<(string Folder, IReadOnlyList<string> Files)> RestoreFiles =>
    [
        .. _feeds.Select(FromContext).Select(feed => (feed, (IReadOnlyList<string>)[feed])),
        .. _central.Where(IsOfRestore).Select(FromContext).GroupBy(Folder).Select(group => (group.Key, (IReadOnlyList<string>)[.. group])),
        .. Enumerable.Reverse(_projects).Select(project => (Folder(FromContext(project)), (IReadOnlyList<string>)
            [FromContext(project), .. _files.Has(LockOf(project)) ? [FromContext(LockOf(project))] : (string[])[]])),
    ];

    /// <summary>All that a build reads, when that is less than the context.</summary>
    public IReadOnlyList<string> Paths => Path == "." ? [] :
        [.. _central.Concat(_feeds).Select(FromContext).Order(StringComparer.Ordinal), .. Enumerable.Reverse(_projects).Select(project => Folder(FromContext(project)))];

    /// <summary>A path from the server's folder, seen from the context.</summary>
    public string FromContext(string path) => FileSet.Join(Prefix, path);

    private void Follow(string project)
    {
        if (_projects.Contains(project) || _files.Find(project) is not { } file)
            return;
        _projects.Add(project);
        foreach (var reference in ProjectXml.Read(file).Items("ProjectReference"))
            Follow(FileSet.Join(Folder(project), reference.Text));
    }

    private void Add(string path)
    {
        _central.Add(path);
        // Packages that lie beside the sources: a restore fails when a folder that is named for them is not there.
        if (System.IO.Path.GetExtension(path) is ".Config" or ".config")
            _feeds.AddRange(ProjectXml.Read(_files.Find(path)!).PackageFolders.Select(feed => FileSet.Join(Folder(path), feed)).Where(feed => feed.Length > 0 && _files.HasFolder(feed)).Distinct(StringComparer.Ordinal));
        foreach (var name in System.IO.Path.GetExtension(path) is ".props" or ".targets" ? ProjectXml.Read(_files.Find(path)!).Neighbours : [])
        {
            if (FileSet.Join(Folder(path), name) is var beside && _files.Has(beside) && !_central.Contains(beside))
                _central.Add(beside);
        }
    }

    // The build, and not the restore, reads the analysers' settings.
    private static bool IsOfRestore(string path) => System.IO.Path.GetFileName(path) is var name && name != ".editorconfig" && Central.Contains(name);

    private string LockOf(string project) =>
        FileSet.Join(Folder(project), ProjectXml.Read(_files.Find(project)!).LockFileOf(_isNative && project == _projects[0]));

    /// <summary>A folder and those above it, up to the root of the repository; without one, no further than the server's own.</summary>
    private IEnumerable<string> Upwards(string folder)
    {
        var own = folder.Length == 0 ? [] : folder.Split('/').Select((_, i) => string.Join('/', folder.Split('/')[..^i]));
        var above = Enumerable.Range(0, Highest).Select(up => string.Join('/', Enumerable.Repeat("..", up))).ToArray();
        var root = Array.FindIndex(above, up => _files.HasFolder(FileSet.Join(up, ".git")));
        return [.. own, .. above.Take(Math.Max(root, 0) + 1)];
    }

    private static string Folder(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
