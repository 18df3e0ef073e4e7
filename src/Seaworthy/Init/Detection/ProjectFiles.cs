using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>The files of a server, by their path from its folder. Those above it begin with <c>../</c>.</summary>
internal sealed class ProjectFiles
{
    private readonly Dictionary<string, SourceFile?> _files;
    private readonly string? _root;

    private ProjectFiles(IEnumerable<SourceFile> files, string? root)
    {
        _files = files.ToDictionary(file => file.Path, file => (SourceFile?)file, StringComparer.Ordinal);
        Sources = [.. _files.Values.OfType<SourceFile>().OrderBy(file => file.Path, StringComparer.Ordinal)];
        _root = root;
    }

    /// <summary>Everything that was read at once: sources, packages, projects; not what lies above.</summary>
    public IReadOnlyList<SourceFile> Sources { get; }

    /// <summary>Where the folder is, with forward slashes.</summary>
    public string Location { get; private init; } = "/server";

    /// <summary>Reads a folder.</summary>
    public static ProjectFiles Read(string folder)
    {
        var shown = FileFinder.Shown(folder);
        var found = FileFinder.Read([folder]).All.Select(file => new SourceFile(shown.Length == 0 ? file.Path : file.Path[(shown.Length + 1)..], file.Text));
        return new(found.Concat(OtherSources.Read(folder)), Path.GetFullPath(folder)) { Location = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) };
    }

    /// <summary>Files in memory, for tests.</summary>
    public static ProjectFiles Of(string location, IEnumerable<SourceFile> files) => new(files, null) { Location = location };

    /// <summary>Whether a file is there.</summary>
    public bool Has(string path) => (_files.TryGetValue(path, out var known) && known is not null) || (_root is not null && File.Exists(Path.Combine(_root, path)));

    /// <summary>Whether a folder is there.</summary>
    public bool HasFolder(string path) => _root is null ? _files.Keys.Any(file => FileSet.IsBelow(file, path)) : Path.Exists(Path.Combine(_root, path));

    /// <summary>The file at a path; null when it is not there or cannot be read.</summary>
    public SourceFile? Find(string path)
    {
        if (!_files.TryGetValue(path, out var file))
            _files[path] = file = _root is null ? null : ReadFrom(_root, path);
        return file;
    }

    /// <summary>The first of some names that is there.</summary>
    public string? First(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (Has(path))
                return path;
        }
        return null;
    }

    /// <summary>Files of an extension, tests left out.</summary>
    public IEnumerable<SourceFile> Of(params IReadOnlyList<string> extensions) =>
        Sources.Where(file => extensions.Contains(Path.GetExtension(file.Path), StringComparer.Ordinal) && !FileNames.IsTest(file.Path));

    private static SourceFile? ReadFrom(string root, string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        try
        {
            return file.Exists && file.Length <= FileFinder.LargestFile ? new SourceFile(path, File.ReadAllText(file.FullName)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
