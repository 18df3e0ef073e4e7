using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>Sources of Go and Rust, which the model of a deployment does not look at.</summary>
internal static class OtherSources
{
    private const int Most = 2_000;

    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, MaxRecursionDepth = 12, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <summary>Reads them, when the folder has a project of one of the two.</summary>
    public static IEnumerable<SourceFile> Read(string folder)
    {
        var extension = File.Exists(Path.Combine(folder, "go.mod")) ? ".go" : File.Exists(Path.Combine(folder, "Cargo.toml")) ? ".rs" : null;
        if (extension is null)
            return [];
        return Directory.EnumerateFiles(folder, "*" + extension, Everywhere)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => !file.Path.Split('/').SkipLast(1).Any(FileNames.IsSkippedFolder) && new FileInfo(file.File).Length <= FileFinder.LargestSource)
            .OrderBy(file => file.Path, StringComparer.Ordinal).Take(Most)
            .Select(file => new SourceFile(file.Path, File.ReadAllText(file.File)));
    }
}
