using System.Text;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Files;

/// <summary>
/// Reads what matters below the given paths: bounded in depth, number and size, without following links to folders. A file
/// that cannot be read is a fault of its own, and the rest is read on.
/// </summary>
internal sealed class FileFinder
{
    /// <summary>The largest deployment file. The largest that we saw in public had 60 kB.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>
    /// The largest standard input. A release of Helm is stored in at most 1 MiB, compressed; charts full of resource definitions print
    /// some ten times as much.
    /// </summary>
    public const int LargestStream = 64 << 20;

    /// <summary>The largest source file; generated bundles are larger.</summary>
    public const int LargestSource = 256 << 10;

    /// <summary>The most entries of folders that are looked at.</summary>
    public const int MostEntries = 200_000;

    /// <summary>The most sources that are read.</summary>
    public const int MostSources = 20_000;

    private const int Deepest = 24;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[LargestFile + 1];
    private readonly FileSet _files = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _entries;
    private int _sources;
    private bool _full;

    /// <summary>Reads everything below folders, and around files.</summary>
    /// <param name="paths">Folders and files, as they were typed.</param>
    public static FileSet Read(IEnumerable<string> paths)
    {
        var finder = new FileFinder();
        foreach (var path in paths)
        {
            var shown = Shown(path);
            if (Directory.Exists(path))
            {
                finder.ReadFolder(path, shown, 0);
                continue;
            }
            // A file that was named is read whatever it is called; those beside it are what it is joined with.
            finder.ReadFile(path, shown, always: true);
            var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            finder.ReadFolder(folder, Shown(folder), 0);
        }
        return finder._files;
    }

    /// <summary>Reads a stream to its end, up to <see cref="LargestStream"/>.</summary>
    public static void ReadStream(FileSet files, Stream stream, string shown)
    {
        var bytes = new byte[LargestFile];
        var length = 0;
        while (length <= LargestStream && stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false) is > 0 and var more)
        {
            length += more;
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, LargestStream + 1));
        }
        var (text, fault) = Decode(bytes.AsSpan(0, length), LargestStream);
        if (text is not null)
            files.AddStream(new SourceFile(shown, text));
        else
            files.Refuse(shown, fault!);
    }

    /// <summary>A path as it is shown: forward slashes, no <c>./</c> in front.</summary>
    public static string Shown(string path) => FileSet.Join("", path.Replace('\\', '/')) is "." ? "" : FileSet.Join("", path.Replace('\\', '/'));

    private void ReadFolder(string path, string shown, int depth)
    {
        if (depth > Deepest || _full || !_seen.Add(path.TrimEnd('/') + "/"))
            return;
        try
        {
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (++_entries > MostEntries)
                {
                    if (!_full)
                        _files.Refuse(shown, $"more than {MostEntries} files and folders: the rest was not looked at. Name the folders that matter");
                    _full = true;
                    return;
                }
                Visit(entry, shown.Length == 0 ? entry.Name : shown + "/" + entry.Name, depth);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _files.Refuse(shown.Length == 0 ? "." : shown, $"the folder cannot be read: {e.Message}");
        }
    }

    private void Visit(FileSystemInfo entry, string shown, int depth)
    {
        if (entry is DirectoryInfo folder)
        {
            // A link to a folder may lead back up.
            if (folder.LinkTarget is null && !FileNames.IsSkippedFolder(entry.Name))
                ReadFolder(entry.FullName, shown, depth + 1);
            return;
        }
        if (FileNames.KindOf(shown) is var kind && kind != FileKind.Other)
            ReadFile(entry.FullName, shown, always: kind is not (FileKind.Yaml or FileKind.Source or FileKind.Script or FileKind.Nginx or FileKind.BuildSettings));
    }

    private void ReadFile(string path, string shown, bool always)
    {
        if (!_seen.Add(path))
            return;
        var isSource = FileNames.KindOf(shown) == FileKind.Source;
        if (isSource && ++_sources > MostSources)
            return;
        var most = isSource ? LargestSource : LargestFile;
        try
        {
            var target = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            if (!target.Exists)
            {
                if (always)
                    _files.Refuse(shown, "there is no such file");
                return;
            }
            // A pipe has this length, too, and to open it would wait for ever; so have devices.
            if (target.Length == 0)
            {
                _files.Add(new SourceFile(shown, ""));
                return;
            }
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            var length = stream.ReadAtLeast(_buffer.AsSpan(0, most + 1), most + 1, throwOnEndOfStream: false);
            var (text, fault) = Decode(_buffer.AsSpan(0, length), most);
            if (text is not null)
                _files.Add(new SourceFile(shown, text));
            else if (always)
                _files.Refuse(shown, fault!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (always || !isSource)
                _files.Refuse(shown, $"the file cannot be read: {e.Message}");
        }
    }

    private static (string? Text, string? Fault) Decode(ReadOnlySpan<byte> bytes, int most)
    {
        if (bytes.Length > most)
            return (null, $"larger than {(most < LargestFile ? $"{most >> 10} KiB" : $"{most >> 20} MiB")}: not looked at");
        if (bytes.Contains((byte)0))
            return (null, "not a text file: it holds null bytes");
        try
        {
            return (Strict.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "not UTF-8. Save it as UTF-8");
        }
    }
}
