using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Files;

/// <summary>The files that are looked at, by their path. Nothing is read later.</summary>
internal sealed class FileSet
{
    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<FileKind, List<SourceFile>> _byKind = [];
    private readonly Dictionary<string, List<SourceFile>> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly List<Located> _faults = [];

    /// <summary>Every file, in the order of their paths.</summary>
    public IEnumerable<SourceFile> All => _files.Values.OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>Files that could not be read, and why.</summary>
    public IReadOnlyList<Located> Faults => _faults;

    /// <summary>Files in memory, for tests and examples.</summary>
    public static FileSet Of(params IEnumerable<SourceFile> files)
    {
        var set = new FileSet();
        foreach (var file in files)
            set.Add(file);
        return set;
    }

    /// <summary>Takes a file.</summary>
    public void Add(SourceFile file)
    {
        if (!_files.TryAdd(file.Path, file))
            return;
        Of(FileNames.KindOf(file.Path)).Add(file);
        if (!_byName.TryGetValue(file.Name, out var same))
            _byName[file.Name] = same = [];
        same.Add(file);
        for (var folder = file.Folder; folder.Length > 0 && _folders.Add(folder);)
            folder = folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "";
    }

    /// <summary>Takes what standard input said. Somebody handed it over to be read, so that it must be something.</summary>
    public void AddStream(SourceFile file)
    {
        Add(file);
        Stream = file;
    }

    /// <summary>What standard input said; null when it was not read.</summary>
    public SourceFile? Stream { get; private set; }

    /// <summary>Whether there is a folder with something in it.</summary>
    public bool HasFolder(string path) => _folders.Contains(path);

    /// <summary>Takes a file that cannot be read.</summary>
    public void Refuse(string path, string why) => _faults.Add(new(why, new SourceFile(path, "").Start));

    /// <summary>The files of a kind, in the order they were found.</summary>
    public List<SourceFile> Of(FileKind kind)
    {
        if (!_byKind.TryGetValue(kind, out var files))
            _byKind[kind] = files = [];
        return files;
    }

    /// <summary>The files of a name, wherever they are.</summary>
    public IReadOnlyList<SourceFile> Named(string name) => _byName.TryGetValue(name, out var files) ? files : [];

    /// <summary>The file at a path; null when it is not there.</summary>
    public SourceFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>The file that a path means, seen from a folder; null when it is not there.</summary>
    public SourceFile? Find(string folder, string path) => Find(Join(folder, path));

    /// <summary>Whether a path is inside a folder; the empty folder holds everything that does not lie above.</summary>
    public static bool IsBelow(string path, string folder) =>
        folder.Length == 0 ? !path.StartsWith("../", StringComparison.Ordinal) : path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>A path seen from a folder, with <c>.</c> and <c>..</c> resolved.</summary>
    public static string Join(string folder, string path)
    {
        if (path.StartsWith('/'))
            return path.TrimEnd('/');
        var parts = new List<string>();
        foreach (var part in (folder.Length == 0 ? path : folder + "/" + path).Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not (".." or ""))
                parts.RemoveAt(parts.Count - 1);
            else if (part is not "." && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }
        return string.Join('/', parts).TrimEnd('/');
    }
}
